import { createHash } from "node:crypto";
import type { Image } from "./host.js";

/** The recorded ID, or a UUID that is the same for the same image. */
export function imageId({ name, version, digest, recorded }: Image): string {
  const hash = createHash("sha256").update(`${name}:${version}@${digest}`).digest("hex");
  const madeUp = hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, "$1-$2-4$3-a$4-$5");
  return String(recorded?.row.image_id ?? madeUp);
}
