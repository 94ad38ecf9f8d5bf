import type { Account } from "../auth/account.js";
import type { Call } from "../server/operation.js";
import type { Reply } from "../server/reply.js";

/** `GET /v3/projects`, filtered by `name`. */
export function listProjects({ exchange, settings }: Call, { domainId }: Account): Reply {
  const name = exchange.params.get("name");
  const found = settings.projects.filter((project) => name === null || project.name === name);
  const links = { self: exchange.path, next: null, previous: null };
  const common = { domain_id: domainId, parent_id: domainId, description: "", enabled: true, is_domain: false, links };
  return { status: 200, body: { projects: found.map((project) => ({ ...project, ...common })), links } };
}
