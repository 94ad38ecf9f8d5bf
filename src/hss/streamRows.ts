import { DriftError } from "../errors/driftError.js";
import type { PageScan } from "./pageScan.js";
import { rowsExpected } from "./pagePlan.js";
import { scanPages } from "./scanPages.js";
import { seenRows, withoutSeen, type SeenRows } from "./seenRows.js";

const ADVICE =
  "Rows that were given out cannot be taken back: start again, when the fleet is calmer or with narrower filters.";

/**
 * Gives out the rows of the list a page at a time and keeps none, but for 64 bits of each row's identity. A list that
 * changes under the reading ends in a DriftError.
 */
export async function* streamRows<Row>(
  options: Omit<PageScan<Row>, "drifted">,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[]> {
  const drifted = (problem: string) => {
    throw new DriftError(options.where, problem, ADVICE);
  };
  const scan = { ...options, drifted };
  let seen: SeenRows<Row> | undefined;
  for await (const page of scanPages(scan, signal)) {
    seen ??= seenRows(scan, rowsExpected(scan, page.totalNum));
    yield withoutSeen(page.rows, seen, scan);
  }
}
