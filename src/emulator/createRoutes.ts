import { authenticated } from "./auth/authenticated.js";
import { projectHeaderError } from "./auth/projectHeaderError.js";
import { createFederatedToken } from "./iam/createFederatedToken.js";
import { createTemporaryKeys } from "./iam/createTemporaryKeys.js";
import { createToken } from "./iam/createToken.js";
import { listDomains } from "./iam/listDomains.js";
import { listImageVulnerabilities } from "./hss/listImageVulnerabilities.js";
import { listVulnerableImages } from "./hss/listVulnerableImages.js";
import { listLocalImageContainers } from "./hss/listLocalImageContainers.js";
import { listLocalImageHosts } from "./hss/listLocalImageHosts.js";
import { listLocalImages } from "./hss/listLocalImages.js";
import type { ListOperation } from "./hss/listOperation.js";
import { listProjects } from "./iam/listProjects.js";
import { ListReply } from "./hss/listReply.js";
import { MetadataService } from "./metadata/metadataService.js";
import type { Operation } from "./server/operation.js";
import { assumeAgency } from "./sts/assumeAgency.js";
import { assumeAgencyWithOidc } from "./sts/assumeAgencyWithOidc.js";
import { RequestQuota } from "./hss/requestQuota.js";

/** The table of routes: each operation of the emulator under its method and path. */
export function createRoutes(): ReadonlyMap<string, Operation> {
  const quota = new RequestQuota();
  const metadata = new MetadataService();
  const list = <Item extends object>(operation: ListOperation<Item>): [string, Operation] => {
    const reply = new ListReply(operation);
    const answer = authenticated((call, account) => projectHeaderError(call) ?? reply.answer(call, account));
    return [`GET /v5/{project_id}/${operation.path}`, (call) => quota.refusal(call) ?? answer(call)];
  };
  return new Map<string, Operation>([
    list(listLocalImageHosts),
    list(listLocalImages),
    list(listLocalImageContainers),
    list(listImageVulnerabilities),
    list(listVulnerableImages),
    ["POST /v3/auth/tokens", createToken],
    ["GET /v3/auth/domains", authenticated(listDomains)],
    ["GET /v3/projects", authenticated(listProjects)],
    ["POST /v3.0/OS-CREDENTIAL/securitytokens", createTemporaryKeys],
    ["POST /v3.0/OS-AUTH/id-token/tokens", createFederatedToken],
    ["POST /v5/agencies/assume", authenticated(assumeAgency)],
    ["POST /v5/agencies/assume-with-oidc", assumeAgencyWithOidc],
    ["PUT /meta-data/latest/api/token", (call) => metadata.createToken(call)],
    ["GET /openstack/latest/securitykey", (call) => metadata.securityKey(call)],
  ]);
}

/** The key of a request in the table of routes. */
export function routeOf(method: string, path: string): string {
  return `${method} ${path.replace(/^\/v5\/(?!agencies\/)[^/]+\//, "/v5/{project_id}/")}`;
}
