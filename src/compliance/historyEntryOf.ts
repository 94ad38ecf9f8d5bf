import type { ComplianceReport } from "./complianceReport.js";
import type { HistoryEntry } from "./historyEntry.js";
import type { Severity } from "./complianceRule.js";

/** What the history keeps of a run. */
export function historyEntryOf({ metadata, summary }: Pick<ComplianceReport, "metadata" | "summary">): HistoryEntry {
  const { newViolations, fixedViolations } = summary;
  const of = (wanted: Severity) => summary.bySeverity.find(({ severity }) => severity === wanted)?.violations ?? 0;
  return {
    asOf: metadata.asOf,
    complete: metadata.complete,
    critical: of("critical"),
    high: of("high"),
    medium: of("medium"),
    low: of("low"),
    informational: of("informational"),
    ...(newViolations === undefined ? {} : { newViolations, fixedViolations }),
  };
}
