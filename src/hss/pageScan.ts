/**
 * How a reading is checked against changes. `count`: totals and repeats only. `seams`: neighbouring pages also share a row, which
 * shows that none slipped between them that kept its order. `snapshot`: two readings in a row must also agree on every page.
 */
export const CONSISTENCIES = ["seams", "snapshot", "count"] as const;
export type Consistency = (typeof CONSISTENCIES)[number];

/** What one request asks for, in rows from the list's start. */
export interface PageWindow {
  offset: number;
  limit: number;
}

export interface Page<Row> {
  /** Rows in the whole list, by the server's count at the time of this page. */
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
  /** First row wanted, and the most rows wanted (`Infinity` for all). */
  offset: number;
  limit: number;
  /** Rows to ask for in each request. */
  pageSize: number;
  /** The largest offset that the server takes. */
  largestOffset: number;
  /** Requests in flight at once. */
  maxConcurrency: number;
  consistency: Consistency;
  /** What stays the same about a row from one reading to the next, and tells it from every other. */
  identity: (row: Row) => string;
  onProgress?: ((progress: ScanProgress) => void) | undefined;
}

/** Called for each sign that the list changed. Throws, or returns to go on with what there is. */
export type Drifted = (problem: string) => void;
