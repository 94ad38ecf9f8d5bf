import type { Page, PageWindow } from "../../src/hss/pageScan.js";
import type { ReadOptions } from "../../src/hss/readRows.js";

/** A list with offset paging in memory, which a test may change between any two pages. */
export class MemoryList {
  rows: string[];
  readonly asked: PageWindow[] = [];
  /** Maximum number of rows in a page, regardless of the limit. */
  cap = Infinity;
  /** Called before each page is read, with its number from 0. */
  beforePage: (page: number) => void = () => undefined;

  constructor(size: number) {
    this.rows = Array.from({ length: size }, (_, index) => `host-${index}`);
  }

  fetchPage = (window: PageWindow): Promise<Page<string>> => {
    this.beforePage(this.asked.length);
    this.asked.push(window);
    const rows = this.rows.slice(window.offset, window.offset + Math.min(window.limit, this.cap));
    return Promise.resolve({ totalNum: this.rows.length, rows });
  };

  scan(options: Partial<ReadOptions<string>> = {}): ReadOptions<string> {
    return {
      fetchPage: this.fetchPage,
      where: "things",
      offset: 0,
      limit: Infinity,
      pageSize: 200,
      largestOffset: 100_000,
      maxConcurrency: 1,
      consistency: "seams",
      onDrift: "error",
      identity: (row) => row,
      ...options,
    };
  }
}
