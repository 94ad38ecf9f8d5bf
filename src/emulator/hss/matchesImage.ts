import type { Image } from "./host.js";

/** Whether a query is about certain images. */
export function asksForImage(query: URLSearchParams): boolean {
  return ["image_name", "image_version", "image_digest"].some((name) => query.has(name));
}

/** Whether an image is one that the query is about. */
export function isAskedFor({ name, version, digest }: Image, query: URLSearchParams): boolean {
  return (
    (query.get("image_name") ?? name) === name &&
    (query.get("image_version") ?? version) === version &&
    (query.get("image_digest") ?? digest) === digest
  );
}
