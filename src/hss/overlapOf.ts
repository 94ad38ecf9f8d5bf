import type { Consistency } from "./pageScan.js";

/** Number of rows that each page shares with the previous one. */
export function overlapOf(consistency: Consistency): 0 | 1 {
  return consistency === "count" ? 0 : 1;
}
