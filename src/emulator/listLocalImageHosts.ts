import type { Host } from "./fleet.js";
import type { ListOperation } from "./listReply.js";

/**
 * `GET /v5/{project_id}/image/local/hosts`. The real matching rules are undocumented: here a server's name matches by
 * any part of it, and everything else as a whole. Image name, version and digest must match in the same image.
 */
export const listLocalImageHosts: ListOperation<Host> = {
  path: "image/local/hosts",
  matches: (host, filter) =>
    (filter.get("host_name") === null || host.row.host_name.includes(filter.get("host_name") ?? "")) &&
    (filter.get("agent_id") === null || host.row.agent_id === filter.get("agent_id")) &&
    host.images.some(
      (image) =>
        (filter.get("image_name") ?? image.name) === image.name &&
        (filter.get("image_version") ?? image.version) === image.version &&
        (filter.get("image_digest") ?? image.digest) === image.digest,
    ),
  filters: ["host_name", "agent_id", "image_name", "image_version", "image_digest"],
  row: (host) => host.row,
};
