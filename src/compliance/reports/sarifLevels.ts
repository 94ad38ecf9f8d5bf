import type { Severity } from "../complianceRule.js";

/** The levels of SARIF by severity. */
export const SARIF_LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  informational: "note",
};
