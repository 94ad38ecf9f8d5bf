import { parseEndpoint, serviceOrigin } from "../http/serviceOrigin.js";

/** The address of IAM. */
export interface IamAddress {
  origin: string;
  /** Before the paths of its API; "" at its public addresses. */
  basePath: string;
}

/** @param iamEndpoint from the configuration; it may end with IAM's version, which other tools expect */
export function iamAddress(region: string, iamEndpoint: string | undefined): IamAddress {
  if (iamEndpoint === undefined) return { origin: serviceOrigin("iam", region), basePath: "" };
  const { origin, basePath } = parseEndpoint("iamEndpoint", iamEndpoint);
  return { origin, basePath: basePath.replace(/\/v3(\.0)?$/, "") };
}
