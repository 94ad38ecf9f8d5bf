export interface PagePlan {
  /** Offset of the first page, which has already been read. */
  offset: number;
  /** Number of rows on the first page: HSS may send fewer than were requested. */
  pageRows: number;
  /** The offset after the last row to read. */
  end: number;
  /** Number of rows that each page shares with the previous one. */
  overlap: 0 | 1;
}

/** How many pages follow the first. */
export function pagesToFollow({ offset, pageRows, end, overlap }: PagePlan): number {
  const missing = end - offset - pageRows;
  return missing > 0 ? Math.ceil(missing / (pageRows - overlap)) : 0;
}

/** Yields the offsets of the pages that follow the first, one at a time, so that a wrong total cannot fill the memory. */
export function* planPages(plan: PagePlan): Generator<number> {
  const pages = pagesToFollow(plan);
  for (let page = 1; page <= pages; page++) yield plan.offset + page * (plan.pageRows - plan.overlap);
}
