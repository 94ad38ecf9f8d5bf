import type { CheckedHost } from "./checkedHost.js";
import type { ComplianceRule } from "./complianceRule.js";
import { summarise, type ComplianceSummary } from "./complianceSummary.js";
import { distinctHosts } from "./distinctHosts.js";
import { needsAllHosts, queryKey, type ImageQuery } from "./imageQueries.js";
import { judgeRule } from "./judgeRule.js";
import type { ComplianceExemption, ComplianceViolation } from "./judgement.js";

export interface Evaluation {
  passed: boolean;
  /** In the order of the rules; within a rule by the server's name and ID. */
  violations: ComplianceViolation[];
  exemptions: ComplianceExemption[];
  summary: ComplianceSummary;
}

/**
 * Judges all rules.
 * @param hostsOf the servers that one of `imageQueries` found.
 * @param asOf milliseconds since the epoch, for exceptions that expire.
 */
export function evaluateRules(
  rules: readonly ComplianceRule[],
  hostsOf: (query: ImageQuery) => readonly CheckedHost[],
  asOf: number,
): Evaluation {
  // Many rules share few lists, each of which is sorted once.
  const lists = new Map<string, CheckedHost[]>();
  const distinct = (query: ImageQuery) => {
    const key = queryKey(query);
    const list = lists.get(key) ?? distinctHosts(hostsOf(query));
    lists.set(key, list);
    return list;
  };
  const judged = rules.map((rule) => ({
    rule,
    ...judgeRule(rule, { holders: distinct(rule.image), all: needsAllHosts(rule) ? distinct({}) : [], asOf }),
  }));
  const violations = judged.flatMap((each) => each.violations);
  return {
    passed: violations.length === 0,
    violations,
    exemptions: judged.flatMap((each) => each.exemptions),
    summary: summarise(judged),
  };
}
