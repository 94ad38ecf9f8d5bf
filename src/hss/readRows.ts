import { DriftError } from "../errors/driftError.js";
import { pageDigest } from "./pageDigest.js";
import type { Consistency, Drifted, PageScan } from "./pageScan.js";
import { Repeats } from "./repeats.js";
import { scanPages } from "./scanPages.js";

/** What to do when the list changes faster than it can be read: fail, or warn and return the rows that were read. */
export type OnDrift = "error" | "warn";

export interface ReadResult<Kept> {
  totalNum: number;
  /** Why the rows may be incomplete; undefined when they are exact. */
  drift: string | undefined;
  /** What was kept of each page, in the list's order. */
  pages: Kept[];
}

export interface ReadOptions<Row> extends PageScan<Row> {
  onDrift: OnDrift;
}

/** The list as one reading shows it. */
interface Reading<Kept> {
  totalNum: number;
  pages: Kept[];
  /** Why the reading is accepted only if the previous one agrees; undefined if it needs no other. */
  doubt: string | undefined;
  /** What the two must agree on. */
  evidence: string;
}

/** For a snapshot, three pairs of consecutive readings. */
const MOST_READINGS: Readonly<Record<Consistency, number>> = { count: 3, seams: 3, snapshot: 4 };
const ADVICE =
  'Run again when fewer servers change, narrow the filters, or set onDrift to "warn" to accept the rows that were read.';

/**
 * Reads the whole window of the list, and starts again if the list changed meanwhile. Rows that appear on two pages are accepted
 * as repeats in HSS's own list once two consecutive readings have them in the same positions. For a snapshot, two must agree on everything.
 * @param keep returns what to keep of a page's rows
 */
export async function readRows<Row, Kept>(
  options: ReadOptions<Row>,
  keep: (rows: readonly Row[]) => Kept,
  signal: AbortSignal,
): Promise<ReadResult<Kept>> {
  let shown: string | undefined;
  for (let reading = 1; ; reading++) {
    const last = reading === MOST_READINGS[options.consistency];
    // Undefined if the previous reading failed.
    const shownBefore = shown;
    shown = undefined;
    let drift: string | undefined;
    const drifted = (problem: string) => {
      if (!last || options.onDrift === "error") throw new DriftError(options.where, problem, ADVICE);
      drift ??= problem;
    };
    try {
      const { totalNum, pages, doubt, evidence } = await readOnce(options, keep, drifted, signal);
      shown = evidence;
      if (doubt !== undefined && shown !== shownBefore) drifted(doubt);
      return { totalNum, drift, pages };
    } catch (error) {
      if (last || !(error instanceof DriftError)) throw error;
    }
  }
}

async function readOnce<Row, Kept>(
  scan: PageScan<Row>,
  keep: (rows: readonly Row[]) => Kept,
  drifted: Drifted,
  signal: AbortSignal,
): Promise<Reading<Kept>> {
  const repeats = new Repeats(scan.consistency);
  const repeated: string[] = [];
  const digests: string[] = [];
  const pages: Kept[] = [];
  let totalNum = 0;
  let fullPage = 0;
  for await (const page of scanPages(scan, drifted, signal)) {
    totalNum = page.totalNum;
    const again = repeats.on(page.rows.map((row) => scan.identity(row)));
    // A page that shares a row with the previous one is yielded without it, so it is shorter than the first page.
    fullPage ||= page.rows.length;
    // The server ignores the offset. Such rows are not accepted with onDrift "warn" either, so `drifted` is not called.
    if (pages.length > 0 && again.length >= fullPage) {
      throw new DriftError(scan.where, "a page repeats only rows of earlier pages", ADVICE);
    }
    repeated.push(...again);
    if (scan.consistency === "snapshot") digests.push(pageDigest(page));
    pages.push(keep(page.rows));
  }
  // A single page shows one moment.
  if (digests.length > 1)
    return { totalNum, pages, doubt: "two consecutive readings differ", evidence: digests.join() };
  const doubt = repeated.length > 0 ? `${repeated.length} rows appear on two pages` : undefined;
  return { totalNum, pages, doubt, evidence: repeated.join("\n") };
}
