import type { Baseline, FormerViolation } from "./baseline.js";
import type { ComplianceReport } from "./complianceReport.js";
import { scopeKey } from "./complianceScope.js";
import { failingViolations } from "./failingViolations.js";
import { findingId } from "./findingId.js";
import type { FixedViolation } from "./fixedViolation.js";
import { historyEntryOf } from "./historyEntryOf.js";
import type { HistoryEntry } from "./historyEntry.js";
import type { ComplianceViolation } from "./judgement.js";
import { ruleDefinition } from "./ruleDefinition.js";

/** So many runs are kept, so that a file that carries them along does not grow. */
const LONGEST_HISTORY = 30;

/**
 * Says which violations are new, unchanged and fixed since a former run.
 * @param history the former runs, the oldest first
 */
export function sinceBaseline(
  report: ComplianceReport,
  baseline: Baseline | undefined,
  history: readonly HistoryEntry[] = baseline?.history ?? [],
): ComplianceReport & { history: HistoryEntry[] } {
  const compared = baseline === undefined ? report : compare(report, baseline);
  const passed = failingViolations(compared).length === 0 && report.metadata.unreadScopes.length === 0;
  return { ...compared, passed, history: [...history, historyEntryOf(compared)].slice(-LONGEST_HISTORY) };
}

function compare(report: ComplianceReport, baseline: Baseline): ComplianceReport {
  const { asOf, complete } = baseline;
  const stateOf = statesSince(baseline.violations);
  const violations = report.violations.map((violation) => ({ ...violation, state: stateOf(violation) }));
  const newViolations = violations.filter(({ state }) => state === "new").length;
  const { fixed, unchecked } = goneSince(report, baseline.violations);
  return {
    ...report,
    violations,
    summary: {
      ...report.summary,
      newViolations,
      unchangedViolations: violations.length - newViolations,
      fixedViolations: fixed.length,
      uncheckedViolations: unchecked,
    },
    baseline: { asOf, complete, fixed },
  };
}

function statesSince(former: readonly FormerViolation[]) {
  const counts = new Map<string, number>();
  for (const { violation } of former) counts.set(violation.id, (counts.get(violation.id) ?? 0) + 1);
  return (violation: ComplianceViolation): "new" | "unchanged" => {
    const id = findingId(violation);
    const left = counts.get(id) ?? 0;
    if (left === 0) return "new";
    // Servers without an ID are known by their names, which others may have, too: each former one stands for one server.
    if (violation.hostId === "") counts.set(id, left - 1);
    return "unchanged";
  };
}

/** The former violations that are gone. Some are not fixed: this run may just not have looked at them. */
function goneSince({ rules, metadata, violations, exemptions }: ComplianceReport, former: readonly FormerViolation[]) {
  const present = new Set([...violations, ...exemptions].map(findingId));
  const definitions = new Map(rules.map((rule) => [rule.name, ruleDefinition(rule)]));
  const scopes = new Set(metadata.scopes.map(scopeKey));
  const unsure = new Set(rules.map(({ name }) => name).filter((name) => isUnsure(name, metadata.unresolved)));
  const gone = new Map<string, FixedViolation>();
  const unchecked = new Set<string>();
  for (const { violation, definition } of former) {
    if (present.has(violation.id)) continue;
    gone.set(violation.id, violation);
    const sameRule = definitions.get(violation.rule) === definition;
    const checked = metadata.complete && sameRule && !unsure.has(violation.rule) && scopes.has(scopeKey(violation));
    if (!checked) unchecked.add(violation.id);
  }
  return { fixed: [...gone.values()].filter(({ id }) => !unchecked.has(id)), unchecked: unchecked.size };
}

/** Whether HSS does not say of some image whether the rule is about it. Its servers may violate the rule as before. */
function isUnsure(rule: string, unresolved: readonly string[]): boolean {
  return unresolved.some((text) => text.includes(` (${rule}: `));
}
