import type { TrustAgency } from "../auth/account.js";
import { bodyField } from "../iam/bodyField.js";
import { issueKeys } from "../iam/temporaryKeys.js";
import { errorWithCode } from "../server/errorReplies.js";
import type { Call } from "../server/operation.js";
import type { Reply } from "../server/reply.js";

/** The only code of STS that its documents name. */
export const STS_ERROR = "STS5.1001";

const SHORTEST_SECONDS = 900;
const DEFAULT_SECONDS = 3600;

/** An agency that a request names, not yet assumed. */
export interface AgencySession {
  agency: TrustAgency;
  /** Creates the keys, and describes the session, as STS answers. */
  issue(): object;
}

/** @param longestSeconds that the caller may ask for */
export function agencySession(
  { exchange: { body }, settings: { accounts }, nowMs }: Call,
  longestSeconds: number,
): AgencySession | { refusal: Reply } {
  const field = (key: string) => bodyField(body, key);
  const refuse = (status: number, message: string) => ({ refusal: errorWithCode(status, STS_ERROR, message) });
  const sessionName = field("agency_session_name");
  if (typeof sessionName !== "string" || !/^[\w+=,.@-]{2,128}$/.test(sessionName))
    return refuse(400, "The parameter agency_session_name is invalid.");
  const [, domainId, name] = /^iam::(\w+):agency:(.+)$/.exec(String(field("agency_urn"))) ?? [];
  const owner = accounts.find(
    (account) =>
      account.domainId === domainId &&
      [...account.agencies, ...account.trustAgencies.map((each) => each.name)].includes(String(name)),
  );
  if (!owner) return refuse(404, `The agency ${String(field("agency_urn"))} does not exist.`);
  const plain = { name: String(name), longestSeconds: DEFAULT_SECONDS };
  const agency = owner.trustAgencies.find((each) => each.name === name) ?? plain;
  const seconds = field("duration_seconds") ?? DEFAULT_SECONDS;
  const longest = Math.min(longestSeconds, agency.longestSeconds);
  if (!Number.isInteger(seconds) || Number(seconds) < SHORTEST_SECONDS || Number(seconds) > longest)
    return refuse(400, `The parameter duration_seconds must be from ${SHORTEST_SECONDS} to ${longest}.`);

  return {
    agency,
    issue: () => {
      const expireAt = nowMs + Number(seconds) * 1000;
      const { accessKey, secretKey, securityToken } = issueKeys(accounts, owner, expireAt);
      return {
        assumed_agency: {
          urn: `sts::${owner.domainId}::assumed-agency:${agency.name}/${sessionName}`,
          id: `${owner.userId}:${sessionName}`,
        },
        credentials: {
          access_key_id: accessKey,
          secret_access_key: secretKey,
          security_token: securityToken,
          expiration: new Date(expireAt).toISOString(),
        },
      };
    },
  };
}

/** The reason is encoded in the real service, which has an operation to decode it. */
export function forbidden(reason: string): Reply {
  const message = `The caller is not authorized to assume the agency: ${reason}.`;
  const encoded = Buffer.from(reason).toString("base64");
  return { status: 403, body: { error_code: STS_ERROR, error_msg: message, encoded_authorization_message: encoded } };
}
