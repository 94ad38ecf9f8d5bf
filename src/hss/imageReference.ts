import type { ImageKey } from "./planExactImage.js";

/** An image as people write it, for example `nginx:1.25.3@sha256:…`. It differs for images with different digests. */
export function imageReference({ imageName, imageVersion, imageDigest }: ImageKey): string {
  const version = imageVersion === "" ? "" : `:${imageVersion}`;
  const digest = imageDigest === "" ? "" : `@${imageDigest}`;
  return `${imageName || "<none>"}${version}${digest}`;
}
