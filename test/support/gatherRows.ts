import { readRows, type ReadOptions, type ReadResult } from "../../src/hss/readRows.js";

/** Reads the whole window of a list into memory. */
export async function gatherRows<Row>(
  options: ReadOptions<Row>,
  signal: AbortSignal,
): Promise<ReadResult & { rows: Row[] }> {
  const rows: Row[] = [];
  const sink = {
    add: (more: readonly Row[]) => rows.push(...more),
    clear: () => (rows.length = 0),
  };
  const read = await readRows(options, sink, signal);
  return { ...read, rows };
}
