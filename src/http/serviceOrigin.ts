import { ConfigError } from "../errors/configError.js";
import { isLoopback } from "./isLoopback.js";

/** Regions outside the main domain, by what their names begin with. */
const DOMAINS: readonly (readonly [prefix: string, domain: string])[] = [["eu-", "myhuaweicloud.eu"]];
const DEFAULT_DOMAIN = "myhuaweicloud.com";

/** Any region is taken, as they appear faster than lists of them; but nothing that is not the form of one. */
export function checkRegion(region: string): void {
  // The name becomes part of a host name that credentials are sent to, and a header: nothing else may hide in it.
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(region)) {
    throw new ConfigError(
      "region",
      `${JSON.stringify(region)} is not a region name: it must be lower-case letters, digits and hyphens, such as "cn-north-4".`,
    );
  }
}

/** The public address of a Huawei Cloud service in a region. */
export function serviceOrigin(service: "hss" | "iam", region: string): string {
  checkRegion(region);
  const domain = DOMAINS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? DEFAULT_DOMAIN;
  return `https://${service}.${region}.${domain}`;
}

/** Splits an endpoint from the configuration into origin and base path, and refuses those that would leak credentials. */
export function parseEndpoint(property: string, endpoint: string): { origin: string; basePath: string } {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const refuse = (problem: string) =>
    new ConfigError(
      property,
      `${property} ${problem}: give an address such as "https://hss.cn-north-4.myhuaweicloud.com".`,
    );
  if (!url || !/^https?:$/.test(url.protocol)) throw refuse("is not an http(s) address");
  if (url.username || url.password) throw refuse("must not hold a user name or password");
  if (url.search || url.hash) throw refuse("must not hold a query or fragment");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw refuse("must be https, as credentials would travel readable otherwise");
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, "") };
}
