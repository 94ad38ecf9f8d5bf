import { holdsImage } from "./holdsImage.js";
import type { Host } from "./host.js";
import type { ListOperation } from "./listOperation.js";
import { matchesText } from "./matchesText.js";

/**
 * `GET /v5/{project_id}/image/local/hosts`. How the real list matches names and versions is not documented, see
 * `hostMatch`. Image name, version and digest must fit the same image.
 */
export const listLocalImageHosts: ListOperation<Host> = {
  path: "image/local/hosts",
  needsRegion: true,
  largestOffset: 100_000,
  itemsOf: (fleet) => fleet,
  matches: ({ row, images }, query, { hostMatch }) =>
    matchesText(row.host_name, query.get("host_name"), hostMatch) &&
    matchesText(row.agent_id, query.get("agent_id"), "exact") &&
    holdsImage(images, query, hostMatch),
  row: ({ row }) => row,
};
