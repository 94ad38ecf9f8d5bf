/**
 * How to check that the list did not change while it was read. `count`: only totals and repeats are checked. `seams`: neighbouring pages
 * also share a row, which proves that no row is missing that kept its order. `snapshot`: two consecutive readings must also agree.
 */
export const CONSISTENCIES = ["seams", "snapshot", "count"] as const;
export type Consistency = (typeof CONSISTENCIES)[number];

/** The rows that one request asks for, counted from the start of the list. */
export interface PageWindow {
  offset: number;
  limit: number;
}

export interface Page<Row> {
  /** Number of rows in the whole list, as HSS counted them for this page. */
  totalNum: number;
  rows: readonly Row[];
}

export interface ScanProgress {
  rows: number;
  rowsExpected: number;
  requests: number;
  requestsExpected: number;
}

/** A window of a list, and how to read it. */
export interface PageScan<Row> {
  fetchPage(window: PageWindow, signal: AbortSignal): Promise<Page<Row>>;
  /** The list, for messages, e.g. `image/local/hosts`. */
  where: string;
  /** The first row to read, and the maximum number of rows (`Infinity` for all). */
  offset: number;
  limit: number;
  /** Number of rows per request. */
  pageSize: number;
  /** The largest offset that HSS documents. */
  largestOffset: number;
  /** Maximum number of concurrent requests. */
  maxConcurrency: number;
  consistency: Consistency;
  /** Identifies a row: the same in every reading, and different for every other row. */
  identity: (row: Row) => string;
  onProgress?: ((progress: ScanProgress) => void) | undefined;
}

/** Called for each sign that the list changed. Throws an error, or returns to continue with the rows that were read. */
export type Drifted = (problem: string) => void;
