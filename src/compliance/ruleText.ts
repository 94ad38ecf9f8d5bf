import type { ComplianceRule } from "./complianceRule.js";
import { ruleImage } from "./ruleImage.js";

/** What a rule demands, for example `deny nginx:1.25.3`. */
export function ruleText(rule: ComplianceRule): string {
  return `${rule.effect} ${rule.presence === "container" ? "containers of " : ""}${ruleImage(rule)}`;
}
