import { SEVERITIES, type Severity } from "./complianceRule.js";

/** The findings by severity, the worst first. Findings of the same severity stay in their order. */
export function worstFirst<Finding extends { severity: Severity }>(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}
