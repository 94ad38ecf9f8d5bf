import type { Host, Image } from "./fleet.js";
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

function asksForImage(query: URLSearchParams): boolean {
  return ["image_name", "image_version", "image_digest"].some((name) => query.has(name));
}

function isAskedFor({ name, version, digest }: Image, query: URLSearchParams): boolean {
  return (
    (query.get("image_name") ?? name) === name &&
    (query.get("image_version") ?? version) === version &&
    (query.get("image_digest") ?? digest) === digest
  );
}
