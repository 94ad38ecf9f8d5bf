import { isNamed, type CheckedImage } from "./checkedImage.js";
import { glob } from "./glob.js";
import type { ImageSelector } from "./imageSelector.js";
import { versionRange } from "./versionRange.js";

/** `unknown` says what HSS does not say about the image: with it, the image might fit. */
export type Fit = "fits" | "differs" | { unknown: string };

type Condition = (image: CheckedImage) => Fit;

export interface FitFacts {
  /** The time that ages are counted from, in milliseconds since 1970. */
  asOf: number;
  /** Whether a scan found the vulnerability in the image. */
  hasCve: (image: CheckedImage, cve: string) => boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const RISKS = ["security", "low", "medium", "high", "critical"];
const NOT_SCANNED = { unknown: "it was not scanned" };

/** Says whether a selector fits an image. */
export function imageFitter(selector: ImageSelector, facts: FitFacts): Condition {
  const conditions = conditionsOf(selector, facts);
  return (image) => {
    const unknown: string[] = [];
    for (const condition of conditions) {
      const fit = condition(image);
      if (fit === "differs") return "differs";
      if (fit !== "fits") unknown.push(fit.unknown);
    }
    return unknown.length === 0 ? "fits" : { unknown: [...new Set(unknown)].join(" and ") };
  };
}

function conditionsOf(selector: ImageSelector, { asOf, hasCve }: FitFacts): Condition[] {
  const { name, namePattern, version, versionPattern, versionRange: range, digest } = selector;
  const { imageType, olderThanDays, scan, severityAtLeast, cve } = selector;
  const conditions: Condition[] = [];
  const must = (condition: Condition) => conditions.push(condition);
  if (name !== undefined) must(({ imageName }) => when(imageName === name));
  if (namePattern !== undefined) must(like(namePattern, "path", ({ imageName }) => imageName));
  if (version !== undefined) must(({ imageVersion }) => when(imageVersion === version));
  if (versionPattern !== undefined) must(like(versionPattern, "text", ({ imageVersion }) => imageVersion));
  if (range !== undefined) must(inRange(range));
  if (digest !== undefined) must(({ imageDigest }) => when(imageDigest === digest));
  if (imageType !== undefined) {
    must(({ localImageType }) =>
      localImageType === "" ? { unknown: "HSS does not say where it comes from" } : when(localImageType === imageType),
    );
  }
  if (olderThanDays !== undefined) {
    must(({ latestUpdateTime }) =>
      latestUpdateTime
        ? when(asOf - latestUpdateTime > olderThanDays * DAY_MS)
        : { unknown: "HSS does not say when it was updated" },
    );
  }
  if (scan !== undefined) must(scanned(scan, asOf));
  if (severityAtLeast !== undefined) must(risky(severityAtLeast));
  if (cve !== undefined) {
    must((image) => (hasCve(image, cve) ? "fits" : wasScanned(image) ? "differs" : NOT_SCANNED));
  }
  return conditions;
}

function when(condition: boolean): Fit {
  return condition ? "fits" : "differs";
}

function like(pattern: string, kind: "text" | "path", textOf: (image: CheckedImage) => string): Condition {
  const read = glob(pattern, kind);
  if (read === undefined) throw new TypeError(`${JSON.stringify(pattern)} is not a valid pattern`);
  return (image) => when(isNamed(textOf(image)) && read.fits(textOf(image)));
}

function inRange(text: string): Condition {
  const range = versionRange(text);
  if (range === undefined) throw new TypeError(`${JSON.stringify(text)} is not a valid range`);
  return ({ imageVersion }) => {
    if (!isNamed(imageVersion)) return { unknown: "it has no version" };
    const includes = range.includes(imageVersion);
    return includes === undefined ? { unknown: "its version has no number" } : when(includes);
  };
}

function scanned({ unscanned, failed, olderThanDays }: NonNullable<ImageSelector["scan"]>, asOf: number): Condition {
  return (image) => {
    const { scanStatus, latestScanTime } = image;
    if (failed && scanStatus === "failed") return "fits";
    if (unscanned && scanStatus !== "failed" && !wasScanned(image)) return "fits";
    if (olderThanDays === undefined) return "differs";
    if (latestScanTime) return when(asOf - latestScanTime > olderThanDays * DAY_MS);
    return wasScanned(image) ? { unknown: "HSS does not say when it was scanned" } : "fits";
  };
}

/** Whether HSS has a result of a scan. It may be that of an earlier scan. */
function wasScanned({ scanStatus, latestScanTime, severityLevel }: CheckedImage): boolean {
  return Boolean(latestScanTime) || scanStatus === "success" || severityLevel !== "";
}

function risky(least: string): Condition {
  return (image) => {
    const risk = RISKS.indexOf(image.severityLevel.toLowerCase());
    if (risk !== -1) return when(risk >= RISKS.indexOf(least));
    return wasScanned(image) ? { unknown: "HSS does not say how high its risk is" } : NOT_SCANNED;
  };
}
