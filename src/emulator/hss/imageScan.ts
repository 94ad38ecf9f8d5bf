import { createHash } from "node:crypto";
import type { Image } from "./host.js";
import { seededRandom } from "./seededRandom.js";
import { COMMON_VULNERABILITIES, vulnerabilityOf } from "./vulnerabilities.js";

/** What HSS knows about an image, on whichever server it is. */
export interface ImageScan {
  /** In bytes. */
  readonly size: number;
  readonly type: string;
  readonly status: string;
  /** Time of the last update, in milliseconds since 1970. */
  readonly updated: number;
  /** The result of a successful scan. */
  readonly found?: {
    readonly scanned: number;
    readonly vulnerabilityIds: readonly string[];
    /** Those that a user ignored. */
    readonly ignoredIds: readonly string[];
    readonly unsafeSettings: number;
    readonly maliciousFiles: number;
    readonly components: number;
    /** Names of some of the components. */
    readonly apps: readonly string[];
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_UPDATE = Date.parse("2026-01-01T00:00:00Z");
/** Larger than a 32-bit number. */
const LARGEST = 8 * 1024 ** 3;

const STATUSES = ["success", "success", "success", "success", "unscan", "unscan", "scanning", "failed", "waiting"];
const APPS = ["bash", "curl", "openssl", "openssh", "zlib"];

/** The same for the same image. */
export function imageScan({ name, version, digest, vulnerabilityIds, ignoredIds = [] }: Image): ImageScan {
  const hash = createHash("sha256").update(`${name}:${version}@${digest}`).digest();
  const random = seededRandom(hash.readUInt32BE());
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const updated = FIRST_UPDATE + upTo(300 * DAY_MS);
  const image = { size: upTo(LARGEST), type: random() < 0.5 ? "swr_image" : "other_image", updated };
  const invented = STATUSES[upTo(STATUSES.length - 1)] as string;
  const status = vulnerabilityIds === undefined ? invented : "success";
  if (status !== "success") return { ...image, status };
  const found = {
    scanned: updated + upTo(DAY_MS),
    ...inventedVulnerabilities(random() < 0.4 ? 0 : upTo(COMMON_VULNERABILITIES.length)),
    unsafeSettings: upTo(3),
    maliciousFiles: random() < 0.9 ? 0 : 1,
    components: APPS.length + upTo(200),
    apps: APPS.filter(() => random() < 0.5),
    ...(vulnerabilityIds && { vulnerabilityIds, ignoredIds }),
  };
  return { ...image, status, found };
}

/** The less severe ones are more common. Some are ignored. */
function inventedVulnerabilities(count: number) {
  const vulnerabilityIds = COMMON_VULNERABILITIES.slice(0, count).map(({ id }) => id);
  return { vulnerabilityIds, ignoredIds: count % 2 === 0 ? vulnerabilityIds.slice(0, 2) : [] };
}

export function severityOf({ found }: ImageScan): string | undefined {
  if (found === undefined) return undefined;
  const severities = new Set(found.vulnerabilityIds.map((id) => vulnerabilityOf(id).severity));
  if (found.maliciousFiles > 0 || severities.has("Critical") || severities.has("High")) return "High";
  if (severities.has("Medium")) return "Medium";
  return severities.has("Low") ? "Low" : "Security";
}
