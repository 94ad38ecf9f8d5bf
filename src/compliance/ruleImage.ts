import type { ComplianceRule } from "./complianceRule.js";
import { imageText } from "./imageText.js";
import { listed } from "./listed.js";

/** The images that a rule is about, in words: for example `nginx:1.25.3`, or `only images like …` for an allow-list. */
export function ruleImage({ image, images = [] }: Pick<ComplianceRule, "image" | "images">): string {
  return image === undefined ? `only ${listed(images.map(imageText))}` : imageText(image);
}
