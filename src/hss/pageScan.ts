import type { Fingerprint } from "../rows/packedRow.js";
import type { PageWindow } from "./pagePlan.js";

/** `seams`: neighbouring pages share a row, which proves that nothing slipped between them. `count`: totals and duplicates only. */
export type Consistency = "seams" | "count";

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

export interface PageScan<Row> {
  fetchPage(window: PageWindow, signal: AbortSignal): Promise<Page<Row>>;
  /** What is being listed, for messages. */
  where: string;
  /** First row wanted, and the most rows wanted (`Infinity` for all). */
  offset: number;
  limit: number;
  /** Rows to ask for in one request; at least 2 with seams. */
  pageSize: number;
  /** Requests in flight at once. */
  maxConcurrency: number;
  consistency: Consistency;
  /** What stays the same about a row from one reading to the next, and tells it from every other. */
  identity: (row: Row) => string;
  /** 64 bits of the identity, where they cost less than the identity itself. */
  fingerprint?: ((row: Row) => Fingerprint) | undefined;
  onProgress?: ((progress: ScanProgress) => void) | undefined;
  /** Called for each sign that the list changed. Throws, or returns to go on with what there is. */
  drifted(problem: string): void;
}
