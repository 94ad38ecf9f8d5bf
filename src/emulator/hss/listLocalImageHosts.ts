import type { Host } from "./host.js";
import { asksForImage, isAskedFor } from "./matchesImage.js";
import type { ListOperation } from "./listOperation.js";

/**
 * `GET /v5/{project_id}/image/local/hosts`. The real matching rules are undocumented: here a server's name matches by
 * any part of it, and everything else as a whole. Image name, version and digest must match in the same image.
 */
export const listLocalImageHosts: ListOperation<Host> = {
  path: "image/local/hosts",
  needsRegion: true,
  itemsOf: (fleet) => fleet,
  matches: ({ row, images }, query) =>
    row.host_name.includes(query.get("host_name") ?? "") &&
    (query.get("agent_id") ?? row.agent_id) === row.agent_id &&
    (!asksForImage(query) || images.some((image) => isAskedFor(image, query))),
  row: ({ row }) => row,
};
