import type { ComplianceReport } from "./complianceReport.js";
import type { ComplianceViolation } from "./judgement.js";

/** What to do about violations: fail the call, show a warning, or neither. The strictest comes first. */
export const ENFORCEMENTS = ["error", "warn", "none"] as const;
export type Enforcement = (typeof ENFORCEMENTS)[number];

/**
 * What a scope that could not be read must do: what the strictest rule does about violations, since there may be some.
 * @param byDefault for the rules that do not say it themselves
 */
export function strictest({ rules }: Pick<ComplianceReport, "rules">, byDefault: Enforcement): Enforcement {
  return ENFORCEMENTS.find((level) => rules.some(({ enforce }) => (enforce ?? byDefault) === level)) ?? byDefault;
}

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
