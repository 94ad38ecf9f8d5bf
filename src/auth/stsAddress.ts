import { ConfigError } from "../errors/configError.js";
import { isRegion, parseEndpoint, type ServiceAddress } from "../http/serviceOrigin.js";
import type { IamAddress } from "./iamAddress.js";

/** The configured address of the Security Token Service (STS), or the one in the same cloud as IAM: never sends credentials to another cloud. */
export function stsAddress(region: string, iam: IamAddress, stsEndpoint: string | undefined): ServiceAddress {
  if (stsEndpoint !== undefined) return parseEndpoint("stsEndpoint", stsEndpoint);
  const host = /^https:\/\/iam\.(.+)$/.exec(iam.origin)?.[1];
  if (host === undefined) {
    throw new ConfigError(
      "stsEndpoint",
      "The address of STS is not known, because that of IAM is not of the form iam.<region>.<domain>.",
      "Set stsEndpoint to the address of STS in the same cloud.",
    );
  }
  // IAM also has an address for all regions. STS has none.
  const [first = ""] = host.split(".");
  return { origin: `https://sts.${isRegion(first) || first === region ? "" : `${region}.`}${host}`, basePath: "" };
}
