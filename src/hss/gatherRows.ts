import { readRows, type ReadOptions, type ReadResult } from "./readRows.js";
import { RowArray } from "./rowArray.js";

export interface Gathered<Row> extends ReadResult {
  rows: Row[];
}

/** Reads the whole window of the list into memory. */
export async function gatherRows<Row>(options: ReadOptions<Row>, signal: AbortSignal): Promise<Gathered<Row>> {
  const rows = new RowArray<Row>();
  const read = await readRows(options, rows, signal);
  return { ...read, rows: rows.list };
}
