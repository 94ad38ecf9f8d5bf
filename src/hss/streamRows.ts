import { DriftError } from "../errors/driftError.js";
import type { PageScan } from "./pageScan.js";
import { Repeats } from "./repeats.js";
import { scanPages } from "./scanPages.js";

const ADVICE =
  "Discard the rows that you received, and start again when fewer servers change, or with narrower filters.";

/** Yields the rows of the list, one page at a time. Throws a DriftError if the list changes meanwhile. */
export async function* streamRows<Row>(
  options: Omit<PageScan<Row>, "drifted">,
  signal: AbortSignal,
): AsyncGenerator<readonly Row[]> {
  const drifted = (problem: string) => {
    throw new DriftError(options.where, problem, ADVICE);
  };
  const scan = { ...options, drifted };
  const repeats = new Repeats(scan);
  for await (const { rows } of scanPages(scan, signal)) {
    if (repeats.on(rows).length > 0) drifted("a row appears on two pages");
    yield rows;
  }
}
