import type { CheckedHost } from "./checkedHost.js";
import type { ComplianceScope } from "./complianceScope.js";
import type { ComplianceRule } from "./complianceRule.js";
import { summarise, type ComplianceSummary } from "./complianceSummary.js";
import { distinctHosts } from "./distinctHosts.js";
import { needsAllHosts, queryKey, type ImageQuery } from "./imageQueries.js";
import { judgeRule } from "./judgeRule.js";
import type { ComplianceExemption, ComplianceViolation } from "./judgement.js";

export interface Evaluation {
  /** Whether no violation fails: there are none, or, with `failOn` "new", none that are new. A rule in the summary passes only without violations. */
  passed: boolean;
  /** In the order of the rules, then of the scopes, then by the server's name and ID. */
  violations: ComplianceViolation[];
  exemptions: ComplianceExemption[];
  summary: ComplianceSummary;
}

/** What HSS answered in one scope. */
export interface ScopeFacts {
  scope: ComplianceScope;
  /** The servers that one of `imageQueries` found. */
  hostsOf: (query: ImageQuery) => readonly CheckedHost[];
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
  const holders = facts.map(({ scope, hostsOf }) => {
    // Many rules share few lists, each of which is sorted once.
    const lists = new Map<string, CheckedHost[]>();
    const distinct = (query: ImageQuery) => {
      const key = queryKey(query);
      const list = lists.get(key) ?? distinctHosts(hostsOf(query));
      lists.set(key, list);
      return list;
    };
    return { scope, distinct };
  });
  const judged = rules.flatMap((rule) =>
    holders.map(({ scope, distinct }) => {
      const all = needsAllHosts(rule) ? distinct({}) : [];
      return { rule, scope, ...judgeRule(rule, { holders: distinct(rule.image), all, asOf, scope }) };
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
