import type { ComplianceReport } from "./complianceReport.js";
import { counted } from "./counted.js";

/** The outcome in a sentence. */
export function verdict({
  summary,
  rules,
  metadata,
}: Pick<ComplianceReport, "summary" | "rules" | "metadata">): string {
  const failed = summary.byRule.filter(({ passed }) => !passed).length;
  const incomplete = metadata.complete ? "" : ". The lists changed while they were read and may be incomplete";
  const uncertain =
    metadata.unverifiedImages.length === 0
      ? ""
      : ". Some images could not be distinguished from others with similar names";
  if (failed === 0) return `${counted(rules.length, "rule")} checked, no violations${incomplete}${uncertain}`;
  const { violations, staleViolations } = summary;
  const stale =
    staleViolations === 0 ? "" : `; ${staleViolations.toLocaleString("en-US")} by servers whose agent is not online`;
  return `${counted(violations, "violation")}, ${failed} of ${counted(rules.length, "rule")} failed${stale}${incomplete}${uncertain}`;
}
