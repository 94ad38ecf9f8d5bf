import { pMapIterable } from "p-map";
import { LinkedAbort } from "../async/linkedAbort.js";
import { checkFirstPage, checkPage, checkReach, rowsWanted } from "./checkPages.js";
import { joinPages, type ReadPage } from "./joinPages.js";
import { overlapOf } from "./overlapOf.js";
import { pagesToFollow, planPages } from "./planPages.js";
import type { Drifted, Page, PageScan, ScanProgress } from "./pageScan.js";

/** Pages fetched ahead of the reader, for each page in flight, so that one slow page does not hold up the others. */
const READ_AHEAD = 2;

/**
 * Reads the window of the list once, and yields it page by page, in the server's order.
 *
 * Offset paging over a changing list skips rows silently. With seams, each page starts with the last row of the previous page.
 * If every pair of neighbours agrees on that row, no row is missing that was in the list all the time and kept its order to
 * the shared rows: it lies between two of them, and one page shows everything between the two.
 *
 * `checkPages` compares each page with the first page's count, `joinPages` compares neighbours.
 */
export async function* scanPages<Row>(
  scan: PageScan<Row>,
  drifted: Drifted,
  signal: AbortSignal,
): AsyncGenerator<Page<Row>> {
  const overlap = overlapOf(scan.consistency);
  // At the end, nobody needs the pages that are still in flight, whether the scan failed or its caller stopped early.
  using abort = new LinkedAbort(signal);
  const first = await scan.fetchPage({ offset: scan.offset, limit: scan.pageSize }, abort.signal);
  checkFirstPage(scan, first, drifted);
  const { totalNum } = first;
  // HSS may send fewer rows than were requested. Then the other pages must have as many as the first.
  const pageRows = first.rows.length;
  const wanted = rowsWanted(scan, totalNum);
  const end = scan.offset + wanted;
  const plan = { offset: scan.offset, pageRows, end, overlap };
  const following = pagesToFollow(plan);
  checkReach(scan, scan.offset + following * (pageRows - overlap), totalNum);

  const progress: ScanProgress = {
    rows: Math.min(pageRows, wanted),
    rowsExpected: wanted,
    requests: 1,
    requestsExpected: following + 1,
  };
  scan.onProgress?.({ ...progress });

  const read = async (offset: number): Promise<ReadPage<Row>> => {
    const page = await scan.fetchPage({ offset, limit: scan.pageSize }, abort.signal);
    checkPage(scan, page, { offset, expected: Math.min(pageRows, totalNum - offset), totalNum }, drifted);
    // The last page may have more rows than the caller's limit.
    return { offset, totalNum: page.totalNum, rows: page.rows.slice(0, end - offset) };
  };
  const start = { offset: scan.offset, totalNum, rows: first.rows.slice(0, scan.limit) };
  const rest = pMapIterable(
    planPages(plan),
    async (offset) => {
      const page = await read(offset);
      progress.rows += page.rows.length - overlap;
      progress.requests += 1;
      scan.onProgress?.({ ...progress });
      return page;
    },
    { concurrency: scan.maxConcurrency, backpressure: scan.maxConcurrency * READ_AHEAD },
  );
  if (overlap === 0) {
    yield start;
    yield* rest;
    return;
  }
  yield* joinPages(start, rest, {
    identity: (row) => scan.identity(row),
    readAgain: ({ offset }) => read(offset),
    drifted,
  });
}
