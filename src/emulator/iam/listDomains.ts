import type { Account } from "../auth/account.js";
import type { Call } from "../server/operation.js";
import type { Reply } from "../server/reply.js";

/** `GET /v3/auth/domains`: the caller's domain. */
export function listDomains(_: Call, { domainId, domainName }: Account): Reply {
  return { status: 200, body: { domains: [{ id: domainId, name: domainName, enabled: true }], links: {} } };
}
