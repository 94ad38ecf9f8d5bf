import { pMapIterable } from "p-map";
import { LinkedAbort } from "../async/linkedAbort.js";
import { checkFirstPage, checkPage, checkReach, rowsWanted } from "./checkPages.js";
import { joinPages, type ReadPage } from "./joinPages.js";
import { overlapOf } from "./overlapOf.js";
import { pagesToFollow, planPages } from "./planPages.js";
import type { Drifted, Page, PageScan, ScanProgress } from "./pageScan.js";

/** Pages fetched ahead of the reader, for each one in flight: a slow page at the head must not idle the others. */
const READ_AHEAD = 2;

/**
 * Reads the window of the list once, and gives it out page by page, in the server's order.
 *
 * Offset paging over a changing list skips rows silently. With seams each page starts on the last row of the page before it.
 * When every pair of neighbours agrees on that row, no row was missed that was in the list all the time and kept its order to
 * the shared rows: it stands between two of them, and one page shows everything between the two.
 *
 * `checkPages` compares each page with the first one's count, `joinPages` compares neighbours.
 */
export async function* scanPages<Row>(
  scan: PageScan<Row>,
  drifted: Drifted,
  signal: AbortSignal,
): AsyncGenerator<Page<Row>> {
  const overlap = overlapOf(scan.consistency);
  // Pages still under way at the end have no reader any more, whether the scan failed or its caller stopped early.
  using abort = new LinkedAbort(signal);
  const first = await scan.fetchPage({ offset: scan.offset, limit: scan.pageSize }, abort.signal);
  checkFirstPage(scan, first, drifted);
  const { totalNum } = first;
  // A server may give fewer rows than it was asked for; then the others must have as many as the first.
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
    // The last page may bring more rows than the caller's limit wants.
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
