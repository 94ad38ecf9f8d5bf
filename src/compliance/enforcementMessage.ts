import type { ComplianceReport } from "./complianceReport.js";
import type { Detail } from "../errors/errorText.js";
import type { ComplianceViolation } from "./judgement.js";
import { verdict } from "./verdict.js";
import { violationText } from "./violationText.js";
import { worstFirst } from "./worstFirst.js";

const NAMED = 10;

/**
 * Violations for a log that people read: the verdict, the ten worst, and the number of the others.
 * @param violations those to show, of the report's
 */
export function enforcementMessage(
  report: Pick<ComplianceReport, "summary" | "rules" | "metadata">,
  violations: readonly ComplianceViolation[],
): { summary: string; worst: readonly Detail[] } {
  const worst = worstFirst(violations)
    .slice(0, NAMED)
    .map((violation): Detail => [`[${violation.severity}] ${violation.rule}`, violationText(violation)]);
  const more = violations.length - worst.length;
  if (more > 0) worst.push(["more violations", more.toLocaleString("en-US")]);
  return { summary: `Compliance: ${verdict(report)}.`, worst };
}
