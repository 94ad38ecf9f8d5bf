import { containersOf } from "./containersOf.js";
import type { Host, Image } from "./host.js";
import { imageRow } from "./imageRow.js";
import { serversOf } from "./serversOf.js";
import type { Vulnerability } from "./vulnerabilities.js";
import { vulnerabilitiesOf } from "./vulnerabilitiesOf.js";

/** A vulnerability that a scan found in an image. */
export interface Finding {
  readonly vulnerability: Vulnerability;
  readonly image: Image;
  readonly isHandled: boolean;
  /** When the image was first scanned, and last, in milliseconds since 1970. */
  readonly firstScanned: number | undefined;
  readonly scanned: number | undefined;
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
    const { latest_update_time: firstScanned, latest_scan_time: scanned } = imageRow(image) as Times;
    return vulnerabilitiesOf(image).map(({ isHandled, ...vulnerability }) => {
      return { vulnerability, image, isHandled, firstScanned, scanned, ...where };
    });
  });
}

interface Times {
  latest_update_time?: number;
  latest_scan_time?: number;
}
