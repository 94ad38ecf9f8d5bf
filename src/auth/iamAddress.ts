import { parseEndpoint, serviceOrigin } from "../http/serviceOrigin.js";

/** Where IAM answers. */
export interface IamAddress {
  origin: string;
  /** Before the paths of its API; "" at its public addresses. */
  basePath: string;
}

/** @param iamEndpoint from the configuration; people write it with IAM's version at the end, as other tools want it. */
export function iamAddress(region: string, iamEndpoint: string | undefined): IamAddress {
  if (iamEndpoint === undefined) return { origin: serviceOrigin("iam", region), basePath: "" };
  const { origin, basePath } = parseEndpoint("iamEndpoint", iamEndpoint);
  return { origin, basePath: basePath.replace(/\/v3(\.0)?$/, "") };
}
