import { ConfigError } from "../errors/configError.js";
import { parseEndpoint, serviceOrigin } from "../http/serviceOrigin.js";

/** The address of the Security Token Service (STS). */
export interface StsAddress {
  origin: string;
  /** Before the paths of its API; "" at its public addresses. */
  basePath: string;
}

export interface StsSettings {
  stsEndpoint?: string | undefined;
  iamEndpoint?: string | undefined;
}

/** The configured address, or the one in the same cloud as IAM. */
export function stsAddress(region: string, { stsEndpoint, iamEndpoint }: StsSettings): StsAddress {
  if (stsEndpoint !== undefined) return parseEndpoint("stsEndpoint", stsEndpoint);
  if (iamEndpoint === undefined) return { origin: serviceOrigin("sts", region), basePath: "" };
  const { origin } = parseEndpoint("iamEndpoint", iamEndpoint);
  const beside = origin.replace(/^https:\/\/iam\./, "https://sts.");
  if (beside !== origin) return { origin: beside, basePath: "" };
  throw new ConfigError(
    "stsEndpoint",
    "The address of STS is not known, because iamEndpoint is not the address of a public cloud.",
    "Set stsEndpoint to the address of STS in the same cloud.",
  );
}
