import type { ComplianceReport } from "./complianceReport.js";
import { counted } from "./counted.js";

/** The outcome in a sentence. */
export function verdict({
  summary,
  rules,
  metadata,
}: Pick<ComplianceReport, "summary" | "rules" | "metadata">): string {
  const failed = summary.byRule.filter(({ passed }) => !passed).length;
  const unread = metadata.unreadScopes.length;
  const incomplete =
    unread > 0
      ? `. ${unread} of ${counted(unread + metadata.scopes.length, "scope")} could not be read`
      : metadata.complete
        ? ""
        : ". The lists changed while they were read and may be incomplete";
  const uncertain =
    metadata.unverifiedImages.length === 0
      ? ""
      : ". Some images could not be distinguished from others with similar names";
  const unresolved =
    metadata.unresolved.length === 0 ? "" : ". Some rules need facts about images that HSS does not give";
  const doubts = `${incomplete}${uncertain}${unresolved}`;
  if (failed === 0) return `${counted(rules.length, "rule")} checked, no violations${doubts}`;
  const { violations, staleViolations } = summary;
  const stale =
    staleViolations === 0 ? "" : `; ${staleViolations.toLocaleString("en-US")} by servers whose agent is not online`;
  return `${counted(violations, "violation")}, ${failed} of ${counted(rules.length, "rule")} failed${stale}${doubts}`;
}
