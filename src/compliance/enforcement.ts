import type { ComplianceReport } from "./complianceReport.js";
import type { ComplianceViolation } from "./judgement.js";

/** What to do about violations: fail the call, show a warning, or neither. */
export const ENFORCEMENTS = ["error", "warn", "none"] as const;
export type Enforcement = (typeof ENFORCEMENTS)[number];

/**
 * The violations by what to do about them.
 * @param byDefault for the rules that do not say it themselves
 */
export function enforcement(
  { rules, violations }: Pick<ComplianceReport, "rules" | "violations">,
  byDefault: Enforcement,
): Readonly<Record<Enforcement, readonly ComplianceViolation[]>> {
  const byRule = new Map(rules.map(({ name, enforce }) => [name, enforce ?? byDefault]));
  const of = (wanted: Enforcement) => violations.filter(({ rule }) => byRule.get(rule) === wanted);
  return { error: of("error"), warn: of("warn"), none: of("none") };
}
