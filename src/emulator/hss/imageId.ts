import { createHash } from "node:crypto";
import type { Image } from "./host.js";

/** The same UUID for the same image. */
export function imageId({ name, version, digest }: Image): string {
  const hash = createHash("sha256").update(`${name}:${version}@${digest}`).digest("hex");
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, "$1-$2-4$3-a$4-$5");
}
