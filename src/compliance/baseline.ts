import type { FixedViolation } from "./fixedViolation.js";
import type { HistoryEntry } from "./historyEntry.js";

/** A former run, as far as the next one needs to know it. */
export interface Baseline {
  asOf: string;
  /** Whether its lists were exact. */
  complete: boolean;
  violations: readonly FormerViolation[];
  /** The runs before it and itself, the oldest first. */
  history: readonly HistoryEntry[];
}

export interface FormerViolation {
  violation: FixedViolation;
  /** `ruleDefinition` of the rule that was violated. */
  definition: string;
}
