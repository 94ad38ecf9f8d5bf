import type { ComplianceRule } from "../../compliance/complianceRule.js";
import { counted } from "../../compliance/counted.js";
import { ArgumentError } from "../../errors/argumentError.js";
import type { Detail } from "../../errors/errorText.js";
import type { PlannedImage } from "./planHoldings.js";

const NAMED = 10;

/** Refuses a plan that asks for the servers of too many images, before the first of these requests. */
export function checkImageCount(
  searched: ReadonlyMap<ComplianceRule, readonly PlannedImage[]>,
  maxImages: number,
): void {
  const needed = new Set([...searched.values()].flat()).size;
  if (needed <= maxImages) return;
  const most = [...searched].sort(([, a], [, b]) => b.length - a.length);
  const details = most
    .slice(0, NAMED)
    .map(([{ name }, images]): Detail => [`rule ${name}`, `needs ${counted(images.length, "image")}`]);
  if (most.length > NAMED) details.push(["more rules", String(most.length - NAMED)]);
  throw new ArgumentError(
    "maxImages",
    `The rules need the servers of ${counted(needed, "image")}, but maxImages is ${maxImages}.`,
    'Narrow the images of the rules, for example with namePattern or versionRange, raise maxImages, or set hostDetails to "none".',
    details,
  );
}
