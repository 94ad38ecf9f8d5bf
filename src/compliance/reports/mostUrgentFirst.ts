import { SEVERITIES } from "../complianceRule.js";
import type { ComplianceReport } from "../complianceReport.js";
import type { ComplianceViolation } from "../judgement.js";

/**
 * The violations in the order in which a short report should spend its room: those that fail, then the worst, then the new ones.
 * Rules that are equal in this take turns, so that none hides another.
 */
export function mostUrgentFirst({ violations, failOn }: ComplianceReport): ComplianceViolation[] {
  const turns = new Map<string, number>();
  const ranked = violations.map((violation) => {
    const { rule, severity, state } = violation;
    const unchanged = state === "unchanged";
    const group = JSON.stringify([rule, unchanged]);
    const turn = turns.get(group) ?? 0;
    turns.set(group, turn + 1);
    const rank = [Number(failOn === "new" && unchanged), -SEVERITIES.indexOf(severity), Number(unchanged), turn];
    return { violation, rank };
  });
  return ranked.sort((a, b) => compare(a.rank, b.rank)).map(({ violation }) => violation);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] as number) - (b[at] as number);
}
