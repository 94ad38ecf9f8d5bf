import type { Account } from "../auth/account.js";
import { authenticated } from "../auth/authenticated.js";
import { bodyField } from "./bodyField.js";
import type { Call, Operation } from "../server/operation.js";
import { iamError } from "../server/errorReplies.js";
import type { Reply } from "../server/reply.js";
import { temporaryKeys } from "./temporaryKeys.js";

const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 86_400;

/**
 * `POST /v3.0/OS-CREDENTIAL/securitytokens`: temporary keys of the account that has the agency, with the method assume_role, or of
 * the caller, with the method token. The token may be in the body instead of the header.
 */
export const createTemporaryKeys: Operation = (call) => {
  const { exchange } = call;
  const token = exchange.headers["x-auth-token"] ?? bodyField(exchange.body, "auth", "identity", "token", "id");
  const headers = typeof token === "string" ? { ...exchange.headers, "x-auth-token": token } : exchange.headers;
  return authenticated(create)({ ...call, exchange: { ...exchange, headers } });
};

function create({ exchange, settings: { accounts }, nowMs }: Call, caller: Account): Reply {
  const { body, headers } = exchange;
  const identity = (...keys: string[]) => bodyField(body, "auth", "identity", ...keys);
  const methods = identity("methods");
  const method: unknown = Array.isArray(methods) ? methods[0] : undefined;
  if (method !== "assume_role" && method !== "token")
    return iamError(
      400,
      "Bad Request",
      "Expecting to find auth.identity.methods with assume_role or token in request body.",
    );
  const seconds = identity(method, "duration_seconds") ?? SHORTEST_SECONDS;
  if (!Number.isInteger(seconds) || Number(seconds) < SHORTEST_SECONDS || Number(seconds) > LONGEST_SECONDS)
    return iamError(
      400,
      "Bad Request",
      `duration_seconds must be an integer from ${SHORTEST_SECONDS} to ${LONGEST_SECONDS}.`,
    );
  const expireAt = nowMs + Number(seconds) * 1000;
  if (method === "token") {
    if (headers["x-auth-token"] === undefined) return iamError(401, "Unauthorized", "The request needs a token.");
    return { status: 201, body: temporaryKeys(accounts, caller, expireAt) };
  }
  const role = (key: string) => identity("assume_role", key);
  const owner = accounts.find(
    ({ agencies, domainName, domainId }) =>
      agencies.includes(String(role("agency_name"))) &&
      (domainName === role("domain_name") || domainId === role("domain_id")),
  );
  if (!owner) return iamError(404, "Not Found", `Could not find agency: ${String(role("agency_name"))}.`);
  return { status: 201, body: temporaryKeys(accounts, owner, expireAt) };
}
