import { hostKey, type CheckedHost } from "./checkedHost.js";
import type { HostSelector } from "./complianceRule.js";
import { hostPattern } from "./hostPattern.js";

/** The servers that a rule is about, each once, by name and then by ID, so that the server's order never shows. */
export function selectHosts<Host extends CheckedHost>(
  hosts: readonly Host[],
  { namePattern, editions, agentStatuses }: HostSelector = {},
): Host[] {
  const fits = namePattern === undefined ? () => true : hostPattern(namePattern);
  const selected = new Map<string, Host>();
  for (const host of hosts) {
    if (!fits(host.hostName)) continue;
    if (editions && !editions.includes(host.version)) continue;
    if (agentStatuses && !agentStatuses.includes(host.agentStatus)) continue;
    const key = hostKey(host);
    if (!selected.has(key)) selected.set(key, host);
  }
  return [...selected.values()].sort((a, b) => compare(a.hostName, b.hostName) || compare(hostKey(a), hostKey(b)));
}

/** By code units: a locale would order the same data differently elsewhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
