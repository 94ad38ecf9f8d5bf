import { fitToShow } from "../errors/fitToShow.js";
import type { ComplianceReport } from "./complianceReport.js";
import type { ComplianceViolation } from "./judgement.js";

/** `1 violation`, `12,345 violations`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** The outcome in a sentence. */
export function verdict({
  summary,
  rules,
  metadata,
}: Pick<ComplianceReport, "summary" | "rules" | "metadata">): string {
  const failed = summary.byRule.filter(({ passed }) => !passed).length;
  const incomplete = metadata.complete ? "" : ". The lists changed while they were read and may be incomplete";
  if (failed === 0) return `${counted(rules.length, "rule")} checked, no violations${incomplete}`;
  const { violations, staleViolations } = summary;
  const stale =
    staleViolations === 0 ? "" : `; ${staleViolations.toLocaleString("en-US")} by servers whose agent is not online`;
  return `${counted(violations, "violation")}, ${failed} of ${counted(rules.length, "rule")} failed${stale}${incomplete}`;
}

/** A server by name and ID, as far as they are known. */
export function hostText({ hostName, hostId }: Pick<ComplianceViolation, "hostName" | "hostId">): string {
  if (hostName === "" || hostId === "") return hostName || hostId;
  return `${hostName} (${hostId})`;
}

/** A violation as a sentence about its server, or about all of them. */
export function violationText(violation: Pick<ComplianceViolation, "hostName" | "hostId" | "reason">): string {
  return [hostText(violation), violation.reason].filter((part) => part !== "").join(" ");
}

/** Text on one line that a terminal or a log shows as it is. */
export function printable(text: string): string {
  return fitToShow(text).replaceAll("\n", "\ufffd");
}
