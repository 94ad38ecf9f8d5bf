import { isExact, type ExactImage, type ImageSelector } from "./imageSelector.js";
import { listed } from "./listed.js";

/** The images that a selector stands for, in words: `nginx:1.25.3@sha256:…`, or `an image named nginx with a version in <1.25.4`. */
export function imageText(selector: ImageSelector): string {
  return isExact(selector) ? exactText(selector) : `an image ${listed(conditions(selector), Infinity)}`;
}

/** `nginx:1.25.3@sha256:…`, with `*` for any name. */
function exactText({ name, version, digest }: ExactImage): string {
  const tag = version === undefined ? "" : `:${version}`;
  return `${name ?? "*"}${tag}${digest === undefined ? "" : `@${digest}`}`;
}

function conditions(selector: ImageSelector): string[] {
  const { name, namePattern, version, versionPattern, versionRange, digest } = selector;
  const { imageType, olderThanDays, scan = {}, severityAtLeast, cve } = selector;
  const scans = [
    scan.unscanned && "that was never scanned",
    scan.failed && "whose last scan failed",
    scan.olderThanDays && `without a scan in the last ${dayCount(scan.olderThanDays)}`,
  ].filter((condition) => typeof condition === "string");
  return [
    name && `named ${name}`,
    namePattern && `with a name like ${namePattern}`,
    version && `of version ${version}`,
    versionPattern && `with a version like ${versionPattern}`,
    versionRange && `with a version in ${versionRange}`,
    digest && `with the digest ${digest}`,
    imageType && (imageType === "swr_image" ? "from SWR" : "from outside SWR"),
    olderThanDays && `without an update in the last ${dayCount(olderThanDays)}`,
    scans.join(" or "),
    severityAtLeast && (severityAtLeast === "high" ? "with a high risk" : `with a risk of at least ${severityAtLeast}`),
    cve && `with ${cve}`,
  ].filter((condition) => typeof condition === "string" && condition !== "") as string[];
}

function dayCount(days: number): string {
  return days === 1 ? "day" : `${days} days`;
}
