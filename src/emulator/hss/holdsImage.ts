import type { HostMatch } from "../emulatorSettings.js";
import type { Image } from "./host.js";
import { matchesText } from "./matchesText.js";

/** Whether one of the images has the name, version and digest of the query. A query without these fits everything. */
export function holdsImage(images: readonly Image[], query: URLSearchParams, hostMatch: HostMatch): boolean {
  if (!["image_name", "image_version", "image_digest"].some((name) => query.has(name))) return true;
  return images.some(
    ({ name, version, digest }) =>
      matchesText(name, query.get("image_name"), hostMatch) &&
      matchesText(version, query.get("image_version"), hostMatch) &&
      matchesText(digest, query.get("image_digest"), "exact"),
  );
}
