import { DriftError } from "../errors/driftError.js";
import type { PageScan } from "./pageScan.js";
import { rowsExpected } from "./pagePlan.js";
import { scanPages } from "./scanPages.js";
import type { RowSink } from "./rowSink.js";
import { ExactRows, seenRows, withoutSeen, type SeenRows } from "./seenRows.js";

/** What to do when the list changes faster than it can be read: fail, or warn and give the rows that were seen. */
export type OnDrift = "error" | "warn";

export interface ReadResult {
  totalNum: number;
  /** Why the rows may be incomplete; undefined when they are exact. */
  drift: string | undefined;
}

export interface ReadOptions<Row> extends Omit<PageScan<Row>, "drifted"> {
  onDrift: OnDrift;
}

const READINGS = 3;
const ADVICE =
  'Run again when the fleet is calmer, narrow the filters, or set onDrift to "warn" to take the rows that were seen.';

/** Reads the whole window of the list into the sink, again from the start when it changed under the reading. */
export async function readRows<Row>(
  options: ReadOptions<Row>,
  sink: RowSink<Row>,
  signal: AbortSignal,
): Promise<ReadResult> {
  for (let reading = 1; ; reading++) {
    const last = reading === READINGS;
    let drift: string | undefined;
    const drifted = (problem: string) => {
      if (!last || options.onDrift === "error") throw new DriftError(options.where, problem, ADVICE);
      drift ??= problem;
    };
    try {
      const totalNum = await readOnce({ ...options, drifted }, reading === 1, sink, signal);
      return { totalNum, drift };
    } catch (error) {
      if (last || !(error instanceof DriftError)) throw error;
      sink.clear();
    }
  }
}

/** @param quick whether rows are told apart by fingerprints, which cost far less: where one lies, the next reading comes to the truth. */
async function readOnce<Row>(
  scan: PageScan<Row>,
  quick: boolean,
  sink: RowSink<Row>,
  signal: AbortSignal,
): Promise<number> {
  let totalNum = 0;
  let seen: SeenRows<Row> | undefined;
  for await (const page of scanPages(scan, signal)) {
    totalNum = page.totalNum;
    seen ??= quick ? seenRows(scan, rowsExpected(scan, totalNum)) : new ExactRows(scan.identity);
    sink.add(withoutSeen(page.rows, seen, scan));
  }
  return totalNum;
}
