import type { ComplianceReport } from "./complianceReport.js";
import type { Detail } from "../errors/errorText.js";
import { changeText } from "./changeText.js";
import { failingViolations } from "./failingViolations.js";
import { verdict } from "./verdict.js";
import { violationText } from "./violationText.js";
import { worstFirst } from "./worstFirst.js";

const NAMED = 10;

/** The violations that fail, for a log that people read: the verdict, the ten worst, and the number of the others. */
export function enforcementMessage(
  report: Pick<ComplianceReport, "summary" | "rules" | "metadata" | "violations" | "baseline" | "failOn">,
): {
  summary: string;
  worst: readonly Detail[];
} {
  const failing = failingViolations(report);
  const worst = worstFirst(failing)
    .slice(0, NAMED)
    .map(({ severity, state, rule, ...violation }): Detail => {
      const kind = state === "new" ? `${severity}, new` : severity;
      return [`[${kind}] ${rule}`, violationText(violation)];
    });
  const more = failing.length - worst.length;
  if (more > 0) worst.push(["more violations", more.toLocaleString("en-US")]);
  return {
    summary: ["Compliance:", `${verdict(report)}.`, changeText(report), failOnText(report)].filter(Boolean).join(" "),
    worst,
  };
}

function failOnText({ failOn, baseline }: Pick<ComplianceReport, "baseline" | "failOn">): string {
  if (failOn === "all") return "";
  return baseline === undefined
    ? "No baseline is given, so all violations count as new."
    : 'Only the new violations are listed, because failOn is "new".';
}
