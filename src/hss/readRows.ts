import { DriftError } from "../errors/driftError.js";
import { pageDigest } from "./pageDigest.js";
import type { Consistency, Drifted, PageScan } from "./pageScan.js";
import { Repeats } from "./repeats.js";
import { scanPages } from "./scanPages.js";

/** What to do when the list changes faster than it can be read: fail, or warn and give the rows that were seen. */
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
  /** Why it is taken only when the reading before it shows the same; undefined when it stands alone. */
  doubt: string | undefined;
  /** What the two must agree on. */
  evidence: string;
}

/** Three pairs of readings in a row for a snapshot. */
const MOST_READINGS: Readonly<Record<Consistency, number>> = { count: 3, seams: 3, snapshot: 4 };
const ADVICE =
  'Run again when fewer servers change, narrow the filters, or set onDrift to "warn" to accept the rows that were read.';

/**
 * Reads the whole window of the list, again from the start when it changed meanwhile. Two readings in a row must agree on the
 * rows that stand on two pages, which are then the server's own repeats, and for a snapshot on everything.
 * @param keep says what to keep of a page's rows
 */
export async function readRows<Row, Kept>(
  options: ReadOptions<Row>,
  keep: (rows: readonly Row[]) => Kept,
  signal: AbortSignal,
): Promise<ReadResult<Kept>> {
  let shown: string | undefined;
  for (let reading = 1; ; reading++) {
    const last = reading === MOST_READINGS[options.consistency];
    // Nothing when the reading before broke off.
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
  const repeats = new Repeats(scan);
  const repeated: string[] = [];
  const digests: string[] = [];
  const pages: Kept[] = [];
  let totalNum = 0;
  let fullPage = 0;
  for await (const page of scanPages(scan, drifted, signal)) {
    totalNum = page.totalNum;
    // Where pages overlap, a later one is given out without its first row.
    fullPage ||= page.rows.length - 1;
    const again = repeats.on(page.rows);
    // The server ignores the offset. That is no answer with onDrift "warn" either, so `drifted` is not asked.
    if (again.length === page.rows.length && again.length >= fullPage && pages.length > 0) {
      throw new DriftError(scan.where, "a page holds only rows of earlier pages", ADVICE);
    }
    repeated.push(...again);
    if (scan.consistency === "snapshot") digests.push(pageDigest(page));
    pages.push(keep(page.rows));
  }
  // One page is one answer, which shows one moment.
  if (digests.length > 1) return { totalNum, pages, doubt: "two readings in a row differ", evidence: digests.join() };
  const doubt = repeated.length > 0 ? `${repeated.length} rows stand on two pages each` : undefined;
  return { totalNum, pages, doubt, evidence: repeated.sort().join("\n") };
}
