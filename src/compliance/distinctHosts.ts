import { hostKey, type CheckedHost } from "./checkedHost.js";

/** The servers of a list, each once, sorted by name and then by ID, so that the result does not depend on the list's order. */
export function distinctHosts(hosts: readonly CheckedHost[]): CheckedHost[] {
  const distinct = new Map<string, CheckedHost>();
  for (const host of hosts) {
    const key = hostKey(host);
    const known = distinct.get(key);
    // A server may have several rows: the choice between them must not depend on the list's order.
    if (known === undefined || isBefore(host, known)) distinct.set(key, host);
  }
  return [...distinct.values()].sort((a, b) => compare(a.hostName, b.hostName) || compare(hostKey(a), hostKey(b)));
}

/** Compares the texts of two rows. A server has an equal row for each of its images, and these are found quickly. */
function isBefore(host: CheckedHost, known: CheckedHost): boolean {
  const properties = Object.keys(host) as (keyof CheckedHost)[];
  return (
    properties.some((property) => host[property] !== known[property]) &&
    compare(JSON.stringify(host), JSON.stringify(known)) < 0
  );
}

/** Compares code units: the order of a locale differs from machine to machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
