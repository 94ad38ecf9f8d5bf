import type { Consistency } from "./pageScan.js";

/** Rows that each page shares with the page before it. */
export function overlapOf(consistency: Consistency): 0 | 1 {
  return consistency === "count" ? 0 : 1;
}
