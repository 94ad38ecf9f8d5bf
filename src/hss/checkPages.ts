import { ConfigError } from "../errors/configError.js";
import { DriftError } from "../errors/driftError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { overlapOf } from "./overlapOf.js";
import type { Drifted, Page, PageScan } from "./pageScan.js";

/** Number of rows to read from `offset` on, in a list of `totalNum` rows. */
export function rowsWanted({ offset, limit }: { offset: number; limit: number }, totalNum: number): number {
  return Math.max(0, Math.min(totalNum - offset, limit));
}

/** Compares the first page with its own count. */
export function checkFirstPage<Row>(scan: PageScan<Row>, page: Page<Row>, drifted: Drifted): void {
  checkNotTooMany(scan, page, scan.offset);
  const rows = page.rows.length;
  const wanted = rowsWanted(scan, page.totalNum);
  const problem = `total_num is ${page.totalNum}, but the page at offset ${scan.offset} has ${rows} rows`;
  // With onDrift "warn" an empty list would look like an answer.
  if (rows === 0 && wanted > 0) throw new DriftError(scan.where, problem);
  if (rows > Math.max(0, page.totalNum - scan.offset)) drifted(problem);
  if (rows < wanted && rows <= overlapOf(scan.consistency)) {
    throw new ResponseShapeError(
      [["list", scan.where]],
      "data_list",
      "each page has only one row, so neighbouring pages cannot share a row",
      { advice: 'Set consistency to "count" for this endpoint.' },
    );
  }
}

/** Refuses a list whose last page lies beyond the largest offset that HSS documents. */
export function checkReach<Row>(scan: PageScan<Row>, lastOffset: number, totalNum: number): void {
  if (lastOffset <= scan.largestOffset) return;
  throw new ConfigError(
    "limit",
    `The list has ${totalNum} rows, but HSS returns no rows beyond offset ${scan.largestOffset}.`,
    "Narrow the filters, query one enterprise project at a time, or set limit to read only the first rows.",
    [["list", scan.where]],
  );
}

/** Compares a later page with the first page's count. If the list is unchanged, the page has exactly `expected` rows. */
export function checkPage<Row>(
  scan: PageScan<Row>,
  page: Page<Row>,
  { offset, expected, totalNum }: { offset: number; expected: number; totalNum: number },
  drifted: Drifted,
): void {
  checkNotTooMany(scan, page, offset);
  if (page.totalNum !== totalNum) {
    drifted(`total_num changed from ${totalNum} to ${page.totalNum} at offset ${offset}`);
  }
  if (page.rows.length !== expected) {
    drifted(`the page at offset ${offset} has ${page.rows.length} rows instead of ${expected}`);
  }
}

function checkNotTooMany<Row>(scan: PageScan<Row>, page: Page<Row>, offset: number): void {
  if (page.rows.length <= scan.pageSize) return;
  throw new ResponseShapeError(
    [["list", scan.where]],
    "data_list",
    `the page at offset ${offset} has ${page.rows.length} rows, more than the ${scan.pageSize} requested`,
  );
}
