import { DriftError } from "../errors/driftError.js";
import { pageDigest } from "./pageDigest.js";
import type { PageScan } from "./pageScan.js";
import { Repeats } from "./repeats.js";
import { scanPages } from "./scanPages.js";

const ADVICE =
  "Discard the rows that you received, and start again when fewer servers change, or with narrower filters.";

/**
 * Gives out the rows of the list a page at a time. A list that changes meanwhile ends in a DriftError. For a snapshot the whole
 * list is read once before, of which only digests are kept: rows that were given out cannot be taken back.
 */
export async function* streamRows<Row>(scan: PageScan<Row>, signal: AbortSignal): AsyncGenerator<readonly Row[]> {
  const drifted = (problem: string) => {
    throw new DriftError(scan.where, problem, ADVICE);
  };
  const snapshot = scan.consistency === "snapshot";
  const digests: string[] = [];
  if (snapshot) for await (const page of scanPages(scan, drifted, signal)) digests.push(pageDigest(page));
  const repeats = new Repeats(scan);
  let number = 0;
  for await (const page of scanPages(scan, drifted, signal)) {
    // Rows that two readings show on two pages are the server's own repeats.
    if (snapshot && pageDigest(page) !== digests[number++]) drifted("two readings in a row differ");
    if (!snapshot && repeats.on(page.rows).length > 0) drifted("a row stands on two pages");
    yield page.rows;
  }
}
