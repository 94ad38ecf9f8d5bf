import { ConfigError } from "../errors/configError.js";
import { isLoopback } from "./isLoopback.js";

/** Prefix of the regions of the European cloud. `eu-west-0` belongs to the main cloud. */
const EUROPE = "eu-west-1";

export interface ServiceAddress {
  /** Scheme, host and port. */
  origin: string;
  /** Before the paths of the API; "" at public addresses. */
  basePath: string;
}

/** Whether a text has the form of the vendor's regions, such as `cn-north-4`. */
export function isRegion(text: string): boolean {
  return /^[a-z]+(-[a-z]+)*-\d+$/.test(text);
}

/** Accepts every name with the form of a region, because new regions appear often. */
export function checkRegion(region: string): void {
  // The name becomes part of a header, and of the address that receives the credentials.
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(region)) {
    throw new ConfigError(
      "region",
      `${JSON.stringify(region)} is not the name of a region.`,
      'Set region to a name of lower-case letters, digits and hyphens, for example "cn-north-4".',
    );
  }
}

/**
 * The public address of a Huawei Cloud service in a region.
 * @param cloud the domain of the cloud. Default: the domain that the vendor's SDKs use for the region
 */
export function serviceOrigin(service: "hss" | "iam", region: string, cloud?: string): string {
  checkRegion(region);
  const domain = cloud ?? (region.startsWith(EUROPE) ? "myhuaweicloud.eu" : "myhuaweicloud.com");
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain)) {
    throw new ConfigError(
      "cloud",
      `${JSON.stringify(domain)} is not the domain of a cloud.`,
      'Set cloud (HW_CLOUD) to a domain such as "myhuaweicloud.com", without a scheme, a port or a path.',
    );
  }
  return `https://${service}.${region}.${domain}`;
}

const SERVICES: Readonly<Partial<Record<string, string>>> = { iamEndpoint: "iam", stsEndpoint: "sts" };

/** Splits an endpoint from the configuration into origin and base path, and refuses one that would leak credentials. */
export function parseEndpoint(property: string, endpoint: string): ServiceAddress {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const refuse = (problem: string) =>
    new ConfigError(
      property,
      `${property} ${problem}.`,
      `Set ${property} to an address such as "https://${SERVICES[property] ?? "hss"}.cn-north-4.myhuaweicloud.com".`,
    );
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse("is not an HTTP(S) address");
  if (url.username || url.password) throw refuse("must not contain a user name or password");
  if (url.search || url.hash) throw refuse("must not contain a query or a fragment");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw refuse("must use https, because http would send the credentials unencrypted");
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, "") };
}
