import { createHash, createHmac } from "node:crypto";
import { encodeComponent, type HttpRequest } from "../http/httpRequest.js";

export interface AccessKeys {
  accessKey: string;
  secretKey: string;
  /** Goes with temporary keys only. */
  securityToken?: string | undefined;
}

const ALGORITHM = "SDK-HMAC-SHA256";

/**
 * Signs a request with AK/SK (Huawei Cloud's SDK-HMAC-SHA256).
 * @returns the request with the headers `Host`, `X-Sdk-Date`, `Authorization`, `X-Project-Id` for a project's service, and
 *   `X-Security-Token` for temporary keys.
 */
export function signRequest(request: HttpRequest, keys: AccessKeys, now: Date): HttpRequest {
  const date = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const headers: Record<string, string> = {
    ...request.headers,
    host: new URL(request.origin).host,
    "x-sdk-date": date,
    ...(request.projectId === undefined ? {} : { "x-project-id": request.projectId }),
    ...(keys.securityToken === undefined ? {} : { "x-security-token": keys.securityToken }),
  };
  const signed = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const signedNames = signed.map(([name]) => name).join(";");
  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...signed.map(([name, value]) => `${name}:${value}`),
    "",
    signedNames,
    sha256(request.body ?? ""),
  ].join("\n");
  const toSign = [ALGORITHM, date, sha256(canonical)].join("\n");
  const signature = createHmac("sha256", keys.secretKey).update(toSign).digest("hex");
  headers.authorization = `${ALGORITHM} Access=${keys.accessKey}, SignedHeaders=${signedNames}, Signature=${signature}`;
  return { ...request, headers };
}

/** The time of signing in a signed request, in milliseconds since 1970. */
export function signingTime(signed: HttpRequest): number {
  const stamp = signed.headers["x-sdk-date"] ?? "";
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

/** The gateway signs the path with a slash at the end, even if it was sent without one. */
function canonicalPath(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

/** Sorted by raw name, then raw value: the gateway compares before it encodes. */
function canonicalQuery(query: HttpRequest["query"]): string {
  return query
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${encodeComponent(name)}=${encodeComponent(value)}`)
    .join("&");
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
