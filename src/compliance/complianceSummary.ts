import { z } from "zod";
import { SEVERITIES, type ComplianceRule } from "./complianceRule.js";
import type { ComplianceViolation, Judgement } from "./judgement.js";

const count = (description: string) => z.int().describe(description);

const ruleSummary = z
  .object({
    rule: z.string().describe("Name of the rule."),
    severity: z.enum(SEVERITIES).describe("Severity of the rule."),
    passed: z.boolean().describe("Whether nothing violates the rule."),
    checkedHosts: count(
      "Servers that the rule looked at: with `deny` and with `minimumHosts` those that hold the image, else those selected.",
    ),
    violations: count("Violations of the rule, those of stale servers included."),
    staleViolations: count("Violations by servers whose agent is not online."),
    exemptions: count("Servers that an exception spares."),
  })
  .describe("What a rule came to.")
  .meta({ id: "ComplianceRuleSummary" });

const severitySummary = z
  .object({
    severity: z.enum(SEVERITIES).describe("The severity."),
    violations: count("Violations of rules of this severity, those of stale servers included."),
    staleViolations: count("Violations by servers whose agent is not online."),
  })
  .describe("How many violations there are of one severity.")
  .meta({ id: "ComplianceSeveritySummary" });

export const complianceSummary = z
  .object({
    violations: count("All violations."),
    staleViolations: count(
      "Violations by servers whose agent is not online: what HSS knows of them may be out of date.",
    ),
    exemptions: count("Servers that exceptions spare, once for each rule."),
    violatingHosts: count("Servers that violate any rule, each once."),
    staleHosts: count("Servers among them whose agent is not online, each once."),
    byRule: z.array(ruleSummary).describe("What each rule came to, in the order of the rules."),
    bySeverity: z.array(severitySummary).describe("Violations by severity, the worst first; every severity is there."),
  })
  .describe("The violations, counted.")
  .meta({ id: "ComplianceSummary" });

export type ComplianceSummary = z.output<typeof complianceSummary>;

export function summarise(judged: readonly (Judgement & { rule: ComplianceRule })[]): ComplianceSummary {
  const all = judged.flatMap(({ violations }) => violations);
  return {
    ...counted(all),
    exemptions: judged.reduce((sum, { exemptions }) => sum + exemptions.length, 0),
    violatingHosts: hostCount(all),
    staleHosts: hostCount(all.filter(({ stale }) => stale)),
    byRule: judged.map(({ rule, violations, exemptions, checked }) => ({
      rule: rule.name,
      severity: rule.severity,
      passed: violations.length === 0,
      checkedHosts: checked,
      ...counted(violations),
      exemptions: exemptions.length,
    })),
    bySeverity: SEVERITIES.toReversed().map((severity) => ({
      severity,
      ...counted(all.filter((violation) => violation.severity === severity)),
    })),
  };
}

function counted(violations: readonly ComplianceViolation[]) {
  return { violations: violations.length, staleViolations: violations.filter(({ stale }) => stale).length };
}

function hostCount(violations: readonly ComplianceViolation[]): number {
  const named = violations.filter(({ hostId, hostName }) => hostId !== "" || hostName !== "");
  return new Set(named.map(({ hostId, hostName }) => hostId || hostName)).size;
}
