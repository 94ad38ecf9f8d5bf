import type { ComplianceReport } from "./complianceReport.js";
import { SEVERITIES } from "./complianceRule.js";
import { printable } from "./printable.js";
import { verdict } from "./verdict.js";
import { violationText } from "./violationText.js";

const NAMED = 10;

/** The violations for people who read a log: the ten worst, and how many there are beside them. */
export function enforcementMessage(
  report: Pick<ComplianceReport, "summary" | "rules" | "metadata" | "violations">,
): string {
  const worstFirst = report.violations.toSorted(
    (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
  );
  const lines = worstFirst
    .slice(0, NAMED)
    .map((violation) => `  [${violation.severity}] ${printable(`${violation.rule}: ${violationText(violation)}`)}`);
  const more = worstFirst.length - lines.length;
  if (more > 0) lines.push(`  … and ${more.toLocaleString("en-US")} more`);
  return [`Compliance: ${verdict(report)}.`, ...lines].join("\n");
}
