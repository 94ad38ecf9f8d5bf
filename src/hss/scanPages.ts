import { pMapIterable } from "p-map";
import { CancelledError } from "../errors/cancelledError.js";
import { LinkedAbort } from "../async/linkedAbort.js";
import { joinPages, type ReadPage } from "./joinPages.js";
import { checkFirstPage, checkPage } from "./pageChecks.js";
import { planPages, rowsExpected, type PageWindow } from "./pagePlan.js";
import type { Page, PageScan, ScanProgress } from "./pageScan.js";

/** Pages fetched ahead of the reader, for each one in flight: a slow page at the head must not idle the others. */
const READ_AHEAD = 2;

/**
 * Reads the window of the list page by page, in the server's order, each row once.
 *
 * Offset paging over a changing list skips rows silently. With seams each page starts on the last row of the
 * page before it: when every such pair agrees, then every row that was in the list all along, and kept its order
 * to the others, lies in one page between two shared rows, so it cannot have been missed, whenever the pages were read.
 */
export async function* scanPages<Row>(scan: PageScan<Row>, signal: AbortSignal): AsyncGenerator<Page<Row>> {
  const overlap = scan.consistency === "seams" ? 1 : 0;
  const abort = new LinkedAbort(signal);
  let complete = false;
  try {
    const asked = { offset: scan.offset, limit: Math.min(scan.pageSize, scan.limit) };
    const page = await scan.fetchPage(asked, abort.signal);
    const end = Math.min(page.totalNum, scan.offset + scan.limit);
    const more = checkFirstPage(scan, page, asked);
    const windows = more ? planPages({ first: asked, firstRows: page.rows.length, end, overlap }) : [];

    const progress: ScanProgress = {
      rows: page.rows.length,
      rowsExpected: rowsExpected(scan, page.totalNum),
      requests: 1,
      requestsExpected: windows.length + 1,
    };
    scan.onProgress?.({ ...progress });

    const read = async (window: PageWindow): Promise<ReadPage<Row>> => {
      const next = await scan.fetchPage(window, abort.signal);
      checkPage(scan, next, window, page.totalNum);
      return { window, page: next };
    };
    const rest = pMapIterable(
      windows,
      async (window) => {
        const next = await read(window);
        progress.rows += next.page.rows.length - overlap;
        progress.requests += 1;
        scan.onProgress?.({ ...progress });
        return next;
      },
      { concurrency: scan.maxConcurrency, backpressure: scan.maxConcurrency * READ_AHEAD },
    );
    const first = { window: { offset: scan.offset, limit: page.rows.length }, page };
    if (overlap === 1) {
      yield* joinPages(first, rest, {
        identity: (row) => scan.identity(row),
        readAgain: read,
        drifted: (problem) => {
          scan.drifted(problem);
        },
      });
    } else {
      yield page;
      for await (const next of rest) yield next.page;
    }
    complete = true;
  } finally {
    abort.release();
    // Pages still under way have no reader any more, whether the scan failed or its caller stopped early.
    if (!complete) abort.abort(new CancelledError());
  }
}
