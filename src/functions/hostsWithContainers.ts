import { hostKey } from "../compliance/checkedHost.js";
import type { LocalImageContainer } from "../hss/localImageContainers.js";
import type { LocalImageHost } from "../hss/localImageHosts.js";

/**
 * The servers on which a container was made from an image. A row of a container lacks some properties of its server, which come from the list
 * of servers that hold the image. A server that is not in that list, because the image was deleted there, lacks them.
 */
export function hostsWithContainers(
  hosts: readonly LocalImageHost[],
  containers: readonly LocalImageContainer[],
): LocalImageHost[] {
  const holders = new Set(hosts.map(hostKey));
  const withContainer = new Set(containers.map(hostKey));
  const withoutImage = new Map(
    containers
      .filter((container) => !holders.has(hostKey(container)))
      .map((container) => [hostKey(container), container]),
  );
  return [
    ...hosts.filter((host) => withContainer.has(hostKey(host))),
    ...[...withoutImage.values()].map(({ agentId, hostId, hostName, privateIp, publicIp }) => ({
      ...{ agentId, hostId, hostName, privateIp, publicIp },
      ...{ agentStatus: "", version: "", dockerName: "", dockerType: "" },
    })),
  ];
}
