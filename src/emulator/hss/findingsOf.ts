import { containersOf } from "./containersOf.js";
import type { Host, Image } from "./host.js";
import { imageScan, type ImageScan } from "./imageScan.js";
import { serversOf } from "./serversOf.js";
import { vulnerabilityOf, type Vulnerability } from "./vulnerabilities.js";

/** A vulnerability that a scan found in an image. */
export interface Finding {
  readonly vulnerability: Vulnerability;
  readonly image: Image;
  readonly result: NonNullable<ImageScan["found"]>;
  readonly isHandled: boolean;
  /** When the image was first scanned, in milliseconds since 1970. */
  readonly firstScanned: number;
  /** The first server that holds the image. */
  readonly host: Host;
  readonly containers: number;
}

/** What the scans of the servers' images found, one image after the other. */
export function findingsOf(hosts: readonly Host[]): Finding[] {
  const images = new Map<string, { image: Image; host: Host; containers: number }>();
  for (const host of serversOf(hosts)) {
    const containers = containersOf(host);
    for (const image of host.images) {
      const key = JSON.stringify([image.name, image.version, image.digest]);
      const known = images.get(key) ?? { image, host, containers: 0 };
      const count = containers.filter((container) => container.image === image).length;
      images.set(key, { ...known, containers: known.containers + count });
    }
  }
  return [...images.values()].flatMap(({ image, ...where }) => {
    const { found: result, updated } = imageScan(image);
    if (result === undefined) return [];
    return result.vulnerabilityIds.map((id) => ({
      vulnerability: vulnerabilityOf(id),
      image,
      result,
      isHandled: result.ignoredIds.includes(id),
      firstScanned: updated,
      ...where,
    }));
  });
}
