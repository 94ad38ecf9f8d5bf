import type { Image } from "./host.js";
import { seededRandom } from "./seededRandom.js";

/** What HSS knows of an image, wherever it is. */
export interface ImageScan {
  /** In bytes. */
  readonly size: number;
  readonly type: string;
  readonly status: string;
  /** When it was last updated, in milliseconds since 1970. */
  readonly updated: number;
  /** What the scan found; HSS answers none of it for an image that was not scanned. */
  readonly found?: {
    readonly scanned: number;
    readonly vulnerabilities: number;
    readonly unsafeSettings: number;
    readonly maliciousFiles: number;
    readonly components: number;
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_UPDATE = Date.parse("2026-01-01T00:00:00Z");
/** Larger than 32 bits hold. */
const LARGEST = 8 * 1024 ** 3;

/** The same for the same image. */
export function imageScan({ digest }: Image): ImageScan {
  const random = seededRandom(Number.parseInt(digest.replace(/^sha256:/, "").slice(0, 8), 16));
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const updated = FIRST_UPDATE + upTo(300 * DAY_MS);
  const image = { size: upTo(LARGEST), type: random() < 0.5 ? "swr_image" : "other_image", updated };
  if (random() < 0.25) return { ...image, status: "unscan" };
  const found = {
    scanned: updated + upTo(DAY_MS),
    vulnerabilities: random() < 0.4 ? 0 : upTo(40),
    unsafeSettings: upTo(3),
    maliciousFiles: random() < 0.9 ? 0 : 1,
    components: upTo(200),
  };
  return { ...image, status: "success", found };
}

export function severityOf({ found }: ImageScan): string | undefined {
  if (found === undefined) return undefined;
  if (found.maliciousFiles > 0 || found.vulnerabilities > 20) return "High";
  if (found.vulnerabilities > 5) return "Medium";
  return found.vulnerabilities > 0 ? "Low" : "Security";
}
