import { DriftError } from "../errors/driftError.js";
import { pageDigest } from "./pageDigest.js";
import type { PageScan } from "./pageScan.js";
import { Repeats } from "./repeats.js";
import { scanPages } from "./scanPages.js";

const ADVICE =
  "Discard the rows that you received, and start again when fewer servers change, or with narrower filters.";

/**
 * Yields the rows of the list, one page at a time. Throws a DriftError if the list changes meanwhile. For a snapshot, the whole
 * list is read once before the first row is yielded, and only digests of its pages are kept.
 */
export async function* streamRows<Row>(scan: PageScan<Row>, signal: AbortSignal): AsyncGenerator<readonly Row[]> {
  const drifted = (problem: string) => {
    throw new DriftError(scan.where, problem, ADVICE);
  };
  const snapshot = scan.consistency === "snapshot";
  const digests: string[] = [];
  if (snapshot) for await (const page of scanPages(scan, drifted, signal)) digests.push(pageDigest(page));
  const repeats = new Repeats(scan.consistency);
  let number = 0;
  for await (const page of scanPages(scan, drifted, signal)) {
    // If two readings show a row on two pages, HSS itself lists it twice.
    if (snapshot && pageDigest(page) !== digests[number++]) drifted("two consecutive readings differ");
    if (!snapshot && repeats.on(page.rows.map((row) => scan.identity(row))).length > 0)
      drifted("a row appears on two pages");
    yield page.rows;
  }
}
