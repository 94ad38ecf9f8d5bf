/** `seams`: neighbouring pages share a row, which proves that no row between them is missing. `count`: only totals and repeats are checked. */
export type Consistency = "seams" | "count";

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
  /** Called for each sign that the list changed. Throws an error, or returns to continue with the rows that were read. */
  drifted(problem: string): void;
}
