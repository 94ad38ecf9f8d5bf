import { DriftError } from "../errors/driftError.js";
import type { PageScan } from "./pageScan.js";
import { Repeats } from "./repeats.js";
import { scanPages } from "./scanPages.js";

const ADVICE =
  "Discard the rows that you received, and start again when fewer servers change, or with narrower filters.";

/** Gives out the rows of the list a page at a time. A list that changes meanwhile ends in a DriftError. */
export async function* streamRows<Row>(scan: PageScan<Row>, signal: AbortSignal): AsyncGenerator<readonly Row[]> {
  const drifted = (problem: string) => {
    throw new DriftError(scan.where, problem, ADVICE);
  };
  const repeats = new Repeats(scan);
  for await (const { rows } of scanPages(scan, drifted, signal)) {
    if (repeats.on(rows).length > 0) drifted("a row stands on two pages");
    yield rows;
  }
}
