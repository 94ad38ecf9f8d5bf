import { DriftError } from "../errors/driftError.js";
import { scanPages, type PageScan } from "./pageScan.js";

/** What to do when the list changes faster than it can be read: fail, or warn and give the rows that were seen. */
export type OnDrift = "error" | "warn";

export interface Gathered<Row> {
  totalNum: number;
  rows: Row[];
  /** Why the rows may be incomplete; undefined when they are exact. */
  drift: string | undefined;
}

export interface GatherOptions<Row> extends Omit<PageScan<Row>, "drifted"> {
  onDrift: OnDrift;
}

const READINGS = 3;
const ADVICE =
  'Run again when the fleet is calmer, narrow the filters, or set onDrift to "warn" to take the rows that were seen.';

/** Reads the whole window of the list, again from the start when it changed under the reading. */
export async function gatherRows<Row>(options: GatherOptions<Row>, signal: AbortSignal): Promise<Gathered<Row>> {
  for (let reading = 1; ; reading++) {
    const last = reading === READINGS;
    let drift: string | undefined;
    const drifted = (problem: string) => {
      if (!last || options.onDrift === "error") throw new DriftError(options.where, problem, ADVICE);
      drift ??= problem;
    };
    try {
      const { totalNum, rows } = await readOnce({ ...options, drifted }, signal);
      return { totalNum, rows, drift };
    } catch (error) {
      if (last || !(error instanceof DriftError)) throw error;
    }
  }
}

async function readOnce<Row>(scan: PageScan<Row>, signal: AbortSignal): Promise<{ totalNum: number; rows: Row[] }> {
  const seen = new Set<string>();
  const rows: Row[] = [];
  let totalNum = 0;
  for await (const page of scanPages(scan, signal)) {
    totalNum = page.totalNum;
    for (const row of page.rows) {
      const identity = scan.identity(row);
      if (seen.has(identity)) {
        scan.drifted(`row ${scan.offset + rows.length} is one that an earlier page held already`);
        continue;
      }
      seen.add(identity);
      rows.push(row);
    }
  }
  return { totalNum, rows };
}
