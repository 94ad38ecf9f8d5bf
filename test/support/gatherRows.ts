import { readRows, type ReadOptions, type ReadResult } from "../../src/hss/readRows.js";

/** Reads the whole window of a list into memory. */
export async function gatherRows<Row>(
  options: ReadOptions<Row>,
  signal: AbortSignal,
): Promise<Omit<ReadResult<Row>, "pages"> & { rows: Row[] }> {
  const { pages, ...read } = await readRows(options, (rows) => rows, signal);
  return { ...read, rows: pages.flat() };
}
