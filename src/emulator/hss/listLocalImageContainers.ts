import { containersOf, type Container } from "./containersOf.js";
import { holdsImage } from "./holdsImage.js";
import type { ListItem, ListOperation } from "./listOperation.js";
import { matchesText } from "./matchesText.js";
import { serversOf } from "./serversOf.js";

interface Item extends ListItem {
  readonly container: Container;
}

/** `GET /v5/{project_id}/image/local/containers`. Image names and versions match as `hostMatch` says. */
export const listLocalImageContainers: ListOperation<Item> = {
  path: "image/local/containers",
  needsRegion: true,
  largestOffset: 100_000,
  itemsOf: (fleet) =>
    serversOf(fleet).flatMap((host) =>
      containersOf(host).map((container) => ({ container, enterpriseProjectId: host.enterpriseProjectId })),
    ),
  matches: ({ container: { host, image, id } }, query, hostMatch) =>
    holdsImage([image], query, hostMatch) &&
    matchesText(id, query.get("container_id"), "exact") &&
    matchesText(host.row.agent_id, query.get("agent_id"), "exact"),
  row: ({ container: { host, id, name, pod, entryPoint } }) => ({
    agent_id: host.row.agent_id,
    container_name: name,
    container_id: id,
    host_id: host.row.host_id,
    host_name: host.row.host_name,
    pod_id: pod?.id ?? null,
    pod_name: pod?.name,
    private_ip: host.row.private_ip,
    public_ip: host.row.public_ip,
    entry_point: entryPoint,
  }),
};
