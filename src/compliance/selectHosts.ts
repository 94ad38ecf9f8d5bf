import type { CheckedHost } from "./checkedHost.js";
import type { HostSelector } from "./complianceRule.js";
import { fitting } from "./hostPattern.js";

/** The servers that a rule applies to. */
export function selectHosts(
  hosts: readonly CheckedHost[],
  { namePattern, editions, agentStatuses }: HostSelector = {},
): readonly CheckedHost[] {
  const fits = namePattern === undefined ? () => true : fitting(namePattern);
  return hosts.filter(
    ({ hostName, version, agentStatus }) =>
      fits(hostName) && (editions?.includes(version) ?? true) && (agentStatuses?.includes(agentStatus) ?? true),
  );
}
