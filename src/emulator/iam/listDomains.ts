import type { Account } from "../auth/account.js";
import type { Call } from "../server/operation.js";
import type { Reply } from "../server/reply.js";

/** `GET /v3/auth/domains`: the caller's domain. */
export function listDomains({ exchange }: Call, { domainId, domainName }: Account): Reply {
  const links = { self: exchange.path };
  const domain = { id: domainId, name: domainName, description: "", enabled: true, links };
  return { status: 200, body: { domains: [domain], links } };
}
