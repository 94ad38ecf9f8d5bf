import type { ComplianceException, ComplianceRule } from "./complianceRule.js";
import { summarise, type ComplianceSummary } from "./complianceSummary.js";
import { distinctHosts } from "./distinctHosts.js";
import { holdersOf, type Holder } from "./holdersOf.js";
import { judgeRule } from "./judgeRule.js";
import type { ComplianceExemption, ComplianceViolation } from "./judgement.js";
import type { Holding, ScopeFacts } from "./scopeFacts.js";

export interface Evaluation {
  /** Whether no violation fails: there are none, or, with `failOn` "new", none that are new. A rule in the summary passes only without violations. */
  passed: boolean;
  /** In the order of the rules, then of the scopes, then by the server's name and ID. */
  violations: ComplianceViolation[];
  exemptions: ComplianceExemption[];
  summary: ComplianceSummary;
}

/**
 * Judges all rules in all scopes.
 * @param asOf milliseconds since the epoch, for exceptions that expire.
 */
export function evaluateRules(
  rules: readonly ComplianceRule[],
  facts: readonly ScopeFacts[],
  asOf: number,
): Evaluation {
  // Many rules share few lists, each of which is sorted once.
  const known = new Map<readonly Holding[], Holder[]>();
  const shared = (holdings: readonly Holding[]) => {
    const holders = known.get(holdings) ?? holdersOf(holdings);
    known.set(holdings, holders);
    return holders;
  };
  const scopes = facts.map((scopeFacts) => ({ ...scopeFacts, all: distinctHosts(scopeFacts.all) }));
  const judged = rules.flatMap((rule) =>
    scopes.map(({ scope, holdingsOf, exemptImages, all }) => {
      const holdings = holdingsOf(rule);
      const exempt = (exception: ComplianceException) => exemptImages(rule, exception);
      const ruleFacts = { holdings, holders: shared(holdings), exemptImages: exempt, all, asOf, scope };
      return { rule, scope, ...judgeRule(rule, ruleFacts) };
    }),
  );
  const violations = judged.flatMap((each) => each.violations);
  return {
    passed: violations.length === 0,
    violations,
    exemptions: judged.flatMap((each) => each.exemptions),
    summary: summarise(
      rules,
      facts.map(({ scope }) => scope),
      judged,
    ),
  };
}
