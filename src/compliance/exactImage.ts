import type { ComplianceRule } from "./complianceRule.js";
import { isExact, type ExactImage } from "./imageSelector.js";

/**
 * The image of a rule whose servers can be asked for by its name, version and digest; undefined if it must be known which images
 * these are.
 */
export function exactImage({ image, exceptions = [] }: ComplianceRule): ExactImage | undefined {
  if (image === undefined || !isExact(image)) return undefined;
  return exceptions.some((exception) => exception.image !== undefined) ? undefined : image;
}
