import { authenticated } from "../auth/authenticate.js";
import { createTemporaryKeys } from "../iam/createTemporaryKeys.js";
import { createToken } from "../iam/createToken.js";
import { listDomains } from "../iam/listDomains.js";
import { listLocalImageContainers } from "../hss/listLocalImageContainers.js";
import { listLocalImageHosts } from "../hss/listLocalImageHosts.js";
import { listLocalImages } from "../hss/listLocalImages.js";
import type { ListItem, ListOperation } from "../hss/listOperation.js";
import { listProjects } from "../iam/listProjects.js";
import { ListReply } from "../hss/listReply.js";
import { MetadataService } from "../metadata/metadataService.js";
import type { Operation } from "./operation.js";
import { RequestQuota } from "../hss/requestQuota.js";

/** All that the emulator plays, by method and path. Whatever an operation remembers lives as long as the table. */
export function createRoutes(): ReadonlyMap<string, Operation> {
  const quota = new RequestQuota();
  const metadata = new MetadataService();
  const list = <Item extends ListItem>(operation: ListOperation<Item>): [string, Operation] => {
    const reply = new ListReply(operation);
    const answer = authenticated((call, account) => reply.answer(call, account));
    return [`GET /v5/{project_id}/${operation.path}`, (call) => quota.refusal(call) ?? answer(call)];
  };
  return new Map<string, Operation>([
    list(listLocalImageHosts),
    list(listLocalImages),
    list(listLocalImageContainers),
    ["POST /v3/auth/tokens", createToken],
    ["GET /v3/auth/domains", authenticated(listDomains)],
    ["GET /v3/projects", authenticated(listProjects)],
    ["POST /v3.0/OS-CREDENTIAL/securitytokens", authenticated(createTemporaryKeys)],
    ["PUT /meta-data/latest/api/token", (call) => metadata.createToken(call)],
    ["GET /openstack/latest/securitykey", (call) => metadata.securityKey(call)],
  ]);
}

/** The key in the table of routes for a request. */
export function routeOf(method: string, path: string): string {
  return `${method} ${path.replace(/^\/v5\/[^/]+\//, "/v5/{project_id}/")}`;
}
