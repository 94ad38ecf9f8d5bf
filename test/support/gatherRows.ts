import { readRows, type ReadOptions, type ReadResult } from "../../src/hss/readRows.js";
import { RowArray } from "../../src/hss/rowArray.js";

/** Reads the whole window of a list into memory. */
export async function gatherRows<Row>(
  options: ReadOptions<Row>,
  signal: AbortSignal,
): Promise<ReadResult & { rows: Row[] }> {
  const rows = new RowArray<Row>();
  const read = await readRows(options, rows, signal);
  return { ...read, rows: rows.list };
}
