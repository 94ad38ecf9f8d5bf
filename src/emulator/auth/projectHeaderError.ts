import { gatewayError } from "../server/errorReplies.js";
import type { Call } from "../server/operation.js";
import type { Reply } from "../server/reply.js";
import { signedHeaderNames } from "./signedHeaderNames.js";

/**
 * Refuses an AK/SK request whose signed `X-Project-Id` is not the project of the path. Only the main project of a region,
 * which has the region's name, needs no such header.
 */
export function projectHeaderError({ exchange, settings }: Call): Reply | undefined {
  const { path, headers, requestId } = exchange;
  if (headers["x-auth-token"] !== undefined) return undefined;
  const projectId = path.split("/")[2];
  const isSigned = signedHeaderNames(headers.authorization).includes("x-project-id");
  const signedId = isSigned ? headers["x-project-id"] : undefined;
  const name = settings.projects.find(({ id }) => id === projectId)?.name;
  const isSubProject = name !== undefined && name !== settings.region && name !== headers.region;
  if (signedId === projectId || (signedId === undefined && !isSubProject)) return undefined;
  const problem = isSigned ? "x-project-id is not the project of the path" : "x-project-id is not signed";
  return gatewayError(400, "APIGW.0301", `Incorrect IAM authentication information: ${problem}`, requestId);
}
