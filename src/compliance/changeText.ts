import type { ComplianceReport } from "./complianceReport.js";
import { counted } from "./counted.js";

/** What changed since the former run, in sentences; "" if no baseline was given. */
export function changeText({
  summary,
  metadata,
  baseline,
}: Pick<ComplianceReport, "summary" | "metadata" | "baseline">): string {
  if (baseline === undefined) return "";
  const { newViolations = 0, fixedViolations = 0, unchangedViolations = 0, uncheckedViolations = 0 } = summary;
  const number = (count: number) => count.toLocaleString("en-US");
  const sentences = [
    `${number(newViolations)} new, ${number(fixedViolations)} fixed, ${number(unchangedViolations)} unchanged since ${baseline.asOf}.`,
  ];
  if (uncheckedViolations > 0) {
    const why = metadata.complete
      ? "the rule or the scope is gone, the rule was changed, or HSS does not say enough about an image"
      : "the lists may be incomplete";
    const were = uncheckedViolations === 1 ? "was" : "were";
    sentences.push(`${counted(uncheckedViolations, "former violation")} ${were} not checked again, because ${why}.`);
  }
  if (!baseline.complete) {
    sentences.push("The lists of the former run may have been incomplete, so new violations may be older.");
  }
  return sentences.join(" ");
}
