import { DriftError } from "../errors/driftError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { rowsExpected, type PageWindow } from "./pagePlan.js";
import type { Page, PageScan } from "./pageScan.js";

/** Far more servers than one account can have; a total beyond it would be planned for, page by page. */
const MOST_ROWS = 10_000_000;

/**
 * Holds the first page against its own count.
 * @returns whether more pages must follow.
 */
export function checkFirstPage<Row>(scan: PageScan<Row>, page: Page<Row>, asked: PageWindow): boolean {
  const wanted = rowsExpected(scan, page.totalNum);
  if (wanted > MOST_ROWS) {
    throw new ResponseShapeError(
      scan.where,
      "total_num",
      `it is ${page.totalNum}, and one scan reads at most ${MOST_ROWS} rows: narrow the filters, or read windows of offset and limit`,
    );
  }
  checkNotTooMany(scan, page, asked);
  const rows = page.rows.length;
  const problem = `total_num is ${page.totalNum}, but the page at offset ${scan.offset} has ${rows} rows`;
  // Rows that were seen may be taken with a warning, but there are none: an empty list would look like an answer.
  if (rows === 0 && wanted > 0) throw new DriftError(scan.where, problem);
  if (rows > wanted) {
    scan.drifted(problem);
    return false;
  }
  if (rows < wanted && rows === 1 && scan.consistency === "seams") {
    throw new ResponseShapeError(
      scan.where,
      "data_list",
      'the server gives one row a page, so that pages can share none; set consistency to "count" for such a server',
    );
  }
  return rows < wanted;
}

/** Holds a later page against the first page's count, and against the window it was asked for. */
export function checkPage<Row>(scan: PageScan<Row>, page: Page<Row>, window: PageWindow, totalNum: number): void {
  checkNotTooMany(scan, page, window);
  if (page.totalNum !== totalNum) {
    scan.drifted(`total_num went from ${totalNum} to ${page.totalNum} by the page at offset ${window.offset}`);
  }
  if (page.rows.length < window.limit) {
    scan.drifted(`the page at offset ${window.offset} has ${page.rows.length} rows where ${window.limit} must be`);
  }
}

function checkNotTooMany<Row>(scan: PageScan<Row>, page: Page<Row>, window: PageWindow): void {
  if (page.rows.length <= window.limit) return;
  throw new ResponseShapeError(
    scan.where,
    "data_list",
    `the page at offset ${window.offset} has ${page.rows.length} rows where at most ${window.limit} were asked for`,
  );
}
