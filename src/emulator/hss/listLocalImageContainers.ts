import { containersOf, type Container } from "./containersOf.js";
import { holdsImage } from "./holdsImage.js";
import type { ListOperation } from "./listOperation.js";
import { matchesText } from "./matchesText.js";
import { serversOf } from "./serversOf.js";

/** `GET /v5/{project_id}/image/local/containers`. Image names and versions match as `hostMatch` says. */
export const listLocalImageContainers: ListOperation<Container> = {
  path: "image/local/containers",
  needsRegion: true,
  largestOffset: 100_000,
  itemsOf: (hosts) => serversOf(hosts).flatMap(containersOf),
  matches: ({ host, image, id }, query, { hostMatch }) =>
    holdsImage([image], query, hostMatch) &&
    matchesText(id, query.get("container_id"), "exact") &&
    matchesText(host.row.agent_id, query.get("agent_id"), "exact"),
  row: ({ host, image, id, name, pod }) => ({
    agent_id: host.row.agent_id,
    container_name: name,
    container_id: id,
    host_id: host.row.host_id,
    host_name: host.row.host_name,
    pod_id: pod?.id ?? null,
    ...(pod && { pod_name: pod.name }),
    private_ip: host.row.private_ip,
    public_ip: host.row.public_ip,
    entry_point: `/usr/bin/${image.name}`,
  }),
};
