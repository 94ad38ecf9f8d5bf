import { bodyField } from "./bodyField.js";
import type { Call } from "../server/operation.js";
import { iamError } from "../server/errorReplies.js";
import type { Reply } from "../server/reply.js";
import { temporaryKeys } from "./temporaryKeys.js";

const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 86_400;

/** `POST /v3.0/OS-CREDENTIAL/securitytokens` with the assume_role method: temporary keys of the account that has the agency. */
export function createTemporaryKeys({ exchange: { body }, settings: { accounts }, nowMs }: Call): Reply {
  const role = (key: string) => bodyField(body, "auth", "identity", "assume_role", key);
  const methods = bodyField(body, "auth", "identity", "methods");
  if (!Array.isArray(methods) || methods[0] !== "assume_role")
    return iamError(400, "Bad Request", "Expecting to find auth.identity.methods with assume_role in request body.");
  const seconds = role("duration_seconds") ?? SHORTEST_SECONDS;
  if (!Number.isInteger(seconds) || Number(seconds) < SHORTEST_SECONDS || Number(seconds) > LONGEST_SECONDS)
    return iamError(
      400,
      "Bad Request",
      `duration_seconds must be an integer from ${SHORTEST_SECONDS} to ${LONGEST_SECONDS}.`,
    );
  const owner = accounts.find(
    ({ agencies, domainName, domainId }) =>
      agencies.includes(String(role("agency_name"))) &&
      (domainName === role("domain_name") || domainId === role("domain_id")),
  );
  if (!owner) return iamError(404, "Not Found", `Could not find agency: ${String(role("agency_name"))}.`);
  return { status: 201, body: temporaryKeys(accounts, owner, nowMs + Number(seconds) * 1000) };
}
