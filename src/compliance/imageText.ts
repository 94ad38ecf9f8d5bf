import type { ImageSelector } from "./complianceRule.js";

/** An image as people write it: `nginx:1.25.3@sha256:…`, with `*` for any name. */
export function imageText({ name, version, digest }: ImageSelector): string {
  const tag = version === undefined ? "" : `:${version}`;
  return `${name ?? "*"}${tag}${digest === undefined ? "" : `@${digest}`}`;
}
