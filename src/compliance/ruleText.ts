import type { ComplianceRule } from "./complianceRule.js";
import { imageText } from "./imageText.js";

/** What a rule demands, for example `deny nginx:1.25.3`. */
export function ruleText({ effect, image }: ComplianceRule): string {
  return `${effect} ${imageText(image)}`;
}
