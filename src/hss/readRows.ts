import { DriftError } from "../errors/driftError.js";
import type { PageScan } from "./pageScan.js";
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

export interface ReadOptions<Row> extends Omit<PageScan<Row>, "drifted"> {
  onDrift: OnDrift;
}

const READINGS = 3;
const ADVICE =
  'Run again when fewer servers change, narrow the filters, or set onDrift to "warn" to accept the rows that were read.';

/**
 * Reads the whole window of the list, and starts again if the list changed meanwhile. Rows that appear on two pages are accepted
 * as repeats in HSS's own list once two consecutive readings agree on them.
 * @param keep returns what to keep of a page's rows
 */
export async function readRows<Row, Kept>(
  options: ReadOptions<Row>,
  keep: (rows: readonly Row[]) => Kept,
  signal: AbortSignal,
): Promise<ReadResult<Kept>> {
  let repeatsBefore = "";
  for (let reading = 1; ; reading++) {
    const last = reading === READINGS;
    let drift: string | undefined;
    const drifted = (problem: string) => {
      if (!last || options.onDrift === "error") throw new DriftError(options.where, problem, ADVICE);
      drift ??= problem;
    };
    try {
      const scan = { ...options, drifted };
      const repeats = new Repeats(scan);
      const repeated: string[] = [];
      const pages: Kept[] = [];
      let totalNum = 0;
      let rowsOfFullPage = 0;
      for await (const { totalNum: total, rows } of scanPages(scan, signal)) {
        totalNum = total;
        // With seams, a later page has one row less, because its first row was removed.
        rowsOfFullPage ||= rows.length - 1;
        const again = repeats.on(rows);
        // The server ignores the offset: another reading cannot help.
        if (again.length === rows.length && again.length >= rowsOfFullPage && pages.length > 0) {
          throw new DriftError(options.where, "a page repeats only rows of earlier pages", ADVICE);
        }
        repeated.push(...again);
        pages.push(keep(rows));
      }
      const repeatsNow = repeated.sort().join("\n");
      const agreed = repeatsNow === repeatsBefore;
      repeatsBefore = repeatsNow;
      if (!agreed && repeated.length > 0) drifted(`${repeated.length} rows appear on two pages`);
      return { totalNum, drift, pages };
    } catch (error) {
      if (last || !(error instanceof DriftError)) throw error;
    }
  }
}
