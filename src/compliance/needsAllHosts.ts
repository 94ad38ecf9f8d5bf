import type { ComplianceRule } from "./complianceRule.js";

/** A rule about every server needs to know which servers there are. */
export function needsAllHosts({ effect, minimumHosts }: Pick<ComplianceRule, "effect" | "minimumHosts">): boolean {
  return effect === "require" && minimumHosts === undefined;
}
