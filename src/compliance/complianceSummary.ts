import { z } from "zod";
import { scopeShape, type ComplianceScope } from "./complianceScope.js";
import { SEVERITIES, type ComplianceRule } from "./complianceRule.js";
import type { ComplianceViolation, Judgement } from "./judgement.js";

const count = (description: string) => z.int().describe(description);

const ruleSummary = z
  .object({
    rule: z.string().describe("Name of the rule."),
    severity: z.enum(SEVERITIES).describe("Severity of the rule."),
    passed: z.boolean().describe("Whether there are no violations of the rule."),
    checkedHosts: count(
      "Number of servers that were checked. `deny` and `minimumHosts`: those that hold the image. `allow`: those that hold an image that is " +
        "not allowed. Otherwise: those selected.",
    ),
    violations: count("Number of violations of the rule, including those by stale servers."),
    staleViolations: count("Violations by servers whose agent is not online."),
    exemptions: count("Number of servers that are exempt from the rule."),
  })
  .describe("The result of one rule.")
  .meta({ id: "ComplianceRuleSummary" });

const scopeSummary = z
  .object({
    ...scopeShape,
    passed: z.boolean().describe("Whether there are no violations in the scope."),
    violations: count("Number of violations in the scope, including those by stale servers."),
    staleViolations: count("Violations by servers whose agent is not online."),
    exemptions: count("Number of exempt servers, counted once for each rule."),
  })
  .describe("The result of one scope.")
  .meta({ id: "ComplianceScopeSummary" });

const severitySummary = z
  .object({
    severity: z.enum(SEVERITIES).describe("The severity."),
    violations: count("Number of violations of rules of this severity, including those by stale servers."),
    staleViolations: count("Violations by servers whose agent is not online."),
  })
  .describe("The number of violations of one severity.")
  .meta({ id: "ComplianceSeveritySummary" });

export const complianceSummary = z
  .object({
    violations: count("Number of all violations."),
    staleViolations: count(
      "Number of violations by servers whose agent is not online: HSS's data about them may be out of date.",
    ),
    exemptions: count("Number of exempt servers, counted once for each rule."),
    violatingHosts: count("Number of servers that violate at least one rule. Each server counts once."),
    staleHosts: count("Number of these servers whose agent is not online."),
    newViolations: count(
      "Number of violations that the former run did not have. Set only if `baseline` is given.",
    ).optional(),
    unchangedViolations: count(
      "Number of violations that the former run had, too. Set only if `baseline` is given.",
    ).optional(),
    fixedViolations: count(
      "Number of violations of the former run that are fixed. Set only if `baseline` is given.",
    ).optional(),
    uncheckedViolations: count(
      "Number of violations of the former run that were not checked again, so that they do not count as fixed: their rule or scope " +
        "is no longer there, the rule was changed, HSS does not say enough about an image, or the lists may be incomplete. Set only if `baseline` is given.",
    ).optional(),
    byRule: z.array(ruleSummary).describe("The result of each rule, in the order of the rules."),
    byScope: z.array(scopeSummary).describe("The result of each scope, in the order of the scopes."),
    bySeverity: z
      .array(severitySummary)
      .describe("Violations by severity, the worst first. Every severity is included."),
  })
  .describe("The numbers of violations.")
  .meta({ id: "ComplianceSummary" });

export type ComplianceSummary = z.output<typeof complianceSummary>;

/** @param judged the result of each rule in each scope */
export function summarise(
  rules: readonly ComplianceRule[],
  scopes: readonly ComplianceScope[],
  judged: readonly (Judgement & { rule: ComplianceRule; scope: ComplianceScope })[],
): ComplianceSummary {
  const all = judged.flatMap(({ violations }) => violations);
  return {
    ...counted(all),
    exemptions: exemptionCount(judged),
    violatingHosts: hostCount(all),
    staleHosts: hostCount(all.filter(({ stale }) => stale)),
    byRule: rules.map((rule) => {
      const own = judged.filter((each) => each.rule === rule);
      const violations = own.flatMap((each) => each.violations);
      return {
        rule: rule.name,
        severity: rule.severity,
        passed: violations.length === 0,
        checkedHosts: own.reduce((sum, { checked }) => sum + checked, 0),
        ...counted(violations),
        exemptions: exemptionCount(own),
      };
    }),
    byScope: scopes.map((scope) => {
      const own = judged.filter((each) => each.scope === scope);
      const violations = own.flatMap((each) => each.violations);
      return { ...scope, passed: violations.length === 0, ...counted(violations), exemptions: exemptionCount(own) };
    }),
    bySeverity: SEVERITIES.toReversed().map((severity) => ({
      severity,
      ...counted(all.filter((violation) => violation.severity === severity)),
    })),
  };
}

function counted(violations: readonly ComplianceViolation[]) {
  return { violations: violations.length, staleViolations: violations.filter(({ stale }) => stale).length };
}

function exemptionCount(judged: readonly Judgement[]): number {
  return judged.reduce((sum, { exemptions }) => sum + exemptions.length, 0);
}

function hostCount(violations: readonly ComplianceViolation[]): number {
  const named = violations.filter(({ hostId, hostName }) => hostId !== "" || hostName !== "");
  return new Set(named.map(({ hostId, hostName }) => hostId || hostName)).size;
}
