/** A piece of the list to ask for, in rows from the list's start. */
export interface PageWindow {
  offset: number;
  limit: number;
}

/** Rows in the window of a list that has `totalNum` rows. */
export function rowsExpected({ offset, limit }: PageWindow, totalNum: number): number {
  return Math.max(0, Math.min(totalNum - offset, limit));
}

export interface PagePlanOptions {
  /** The window of the first page, which is read already, and the rows it brought. */
  first: PageWindow;
  firstRows: number;
  /** Just behind the last row wanted. */
  end: number;
  /** Rows that each page shares with the one before it: 1 for seams, else 0. */
  overlap: 0 | 1;
}

/**
 * The pages that follow the first. Their size is what the first page brought, as the server may cap the limit
 * below what was asked; none is empty.
 */
export function planPages({ first, firstRows, end, overlap }: PagePlanOptions): PageWindow[] {
  const windows: PageWindow[] = [];
  const stride = firstRows - overlap;
  let read = first.offset + firstRows;
  while (read < end) {
    const offset = read - overlap;
    windows.push({ offset, limit: Math.min(firstRows, end - offset) });
    read += stride;
  }
  return windows;
}
