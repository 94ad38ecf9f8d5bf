import { ConfigError } from "../errors/configError.js";
import { isLoopback } from "./isLoopback.js";

/** Regions outside the main domain, by the start of their names. */
const DOMAINS: readonly (readonly [prefix: string, domain: string])[] = [["eu-", "myhuaweicloud.eu"]];
const DEFAULT_DOMAIN = "myhuaweicloud.com";

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

/** The public address of a Huawei Cloud service in a region. */
export function serviceOrigin(service: "hss" | "iam", region: string): string {
  checkRegion(region);
  const domain = DOMAINS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? DEFAULT_DOMAIN;
  return `https://${service}.${region}.${domain}`;
}

/** Splits an endpoint from the configuration into origin and base path, and refuses one that would leak credentials. */
export function parseEndpoint(property: string, endpoint: string): { origin: string; basePath: string } {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const refuse = (problem: string) =>
    new ConfigError(
      property,
      `${property} ${problem}.`,
      `Set ${property} to an address such as "https://${property === "iamEndpoint" ? "iam" : "hss"}.cn-north-4.myhuaweicloud.com".`,
    );
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse("is not an HTTP(S) address");
  if (url.username || url.password) throw refuse("must not contain a user name or password");
  if (url.search || url.hash) throw refuse("must not contain a query or a fragment");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw refuse("must use https, because http would send the credentials unencrypted");
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, "") };
}
