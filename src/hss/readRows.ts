import { DriftError } from "../errors/driftError.js";
import type { Drifted, PageScan } from "./pageScan.js";
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
  /** The identities of the rows that stand on two pages, in order. */
  repeated: readonly string[];
}

const READINGS = 3;
const ADVICE =
  'Run again when fewer servers change, narrow the filters, or set onDrift to "warn" to accept the rows that were read.';

/**
 * Reads the whole window of the list, again from the start when it changed meanwhile. Rows that stand on two pages are taken
 * for the server's own repeats once two readings agree on them.
 * @param keep says what to keep of a page's rows
 */
export async function readRows<Row, Kept>(
  options: ReadOptions<Row>,
  keep: (rows: readonly Row[]) => Kept,
  signal: AbortSignal,
): Promise<ReadResult<Kept>> {
  let repeatedBefore = "";
  for (let reading = 1; ; reading++) {
    const last = reading === READINGS;
    let drift: string | undefined;
    const drifted = (problem: string) => {
      if (!last || options.onDrift === "error") throw new DriftError(options.where, problem, ADVICE);
      drift ??= problem;
    };
    try {
      const { totalNum, pages, repeated } = await readOnce(options, keep, drifted, signal);
      const agreed = repeated.join("\n") === repeatedBefore;
      repeatedBefore = repeated.join("\n");
      if (!agreed && repeated.length > 0) drifted(`${repeated.length} rows stand on two pages each`);
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
    pages.push(keep(page.rows));
  }
  return { totalNum, pages, repeated: repeated.sort() };
}
