import type { ComplianceReport } from "./complianceReport.js";
import type { ComplianceViolation } from "./judgement.js";

/** The violations that fail: all, or only the new ones. Without a baseline, all are new. */
export function failingViolations({
  violations,
  failOn,
}: Pick<ComplianceReport, "violations" | "failOn">): ComplianceViolation[] {
  return failOn === "new" ? violations.filter(({ state }) => state !== "unchanged") : violations;
}
