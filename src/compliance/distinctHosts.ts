import { hostKey, type CheckedHost } from "./checkedHost.js";

/** The servers of a list, each once, by name and then by ID, so that the order of the list never shows. */
export function distinctHosts(hosts: readonly CheckedHost[]): CheckedHost[] {
  const distinct = new Map<string, CheckedHost>();
  for (const host of hosts) {
    const key = hostKey(host);
    const known = distinct.get(key);
    // A server may have several rows: the one that stands for it must not depend on the list's order.
    if (known === undefined || compare(JSON.stringify(host), JSON.stringify(known)) < 0) distinct.set(key, host);
  }
  return [...distinct.values()].sort((a, b) => compare(a.hostName, b.hostName) || compare(hostKey(a), hostKey(b)));
}

/** By code units: a locale would order the same data differently elsewhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
