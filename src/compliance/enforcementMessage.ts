import { scopeText } from "./complianceScope.js";
import type { ComplianceReport } from "./complianceReport.js";
import type { Detail } from "../errors/errorText.js";
import { changeText } from "./changeText.js";
import type { ComplianceViolation } from "./judgement.js";
import { scopeNote } from "./scopeNote.js";
import { verdict } from "./verdict.js";
import { violationText } from "./violationText.js";
import { worstFirst } from "./worstFirst.js";

const NAMED = 10;

/**
 * Violations for a log that people read: the verdict, the ten worst, and the number of the others.
 * @param violations those to show, of the report's
 */
export function enforcementMessage(
  report: Pick<ComplianceReport, "summary" | "rules" | "metadata" | "baseline" | "failOn">,
  violations: readonly ComplianceViolation[],
): { summary: string; worst: readonly Detail[] } {
  const scopeOf = scopeNote(report);
  const worst = worstFirst(violations)
    .slice(0, NAMED)
    .map(({ severity, state, rule, ...violation }): Detail => {
      const kind = state === "new" ? `${severity}, new` : severity;
      return [`[${kind}] ${rule}`, violationText(violation, scopeOf(violation))];
    });
  const more = violations.length - worst.length;
  for (const scope of report.metadata.unreadScopes) worst.push([`not read: ${scopeText(scope)}`, scope.error]);
  if (more > 0) worst.push(["more violations", more.toLocaleString("en-US")]);
  const sentences = ["Compliance:", `${verdict(report)}.`, changeText(report), failOnText(report)];
  return { summary: sentences.filter((sentence) => sentence !== "").join(" "), worst };
}

function failOnText({ failOn, baseline }: Pick<ComplianceReport, "baseline" | "failOn">): string {
  if (failOn === "all") return "";
  return baseline === undefined
    ? "No baseline is given, so all violations count as new."
    : 'Only the new violations are listed, because failOn is "new".';
}
