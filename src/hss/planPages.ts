export interface PagePlan {
  /** Offset of the first page, which is read already. */
  offset: number;
  /** Rows that the first page brought: a server may give fewer than it was asked for. */
  pageRows: number;
  /** Just behind the last row wanted. */
  end: number;
  /** Rows that each page shares with the one before it. */
  overlap: 0 | 1;
}

/** How many pages follow the first. */
export function pagesToFollow({ offset, pageRows, end, overlap }: PagePlan): number {
  const missing = end - offset - pageRows;
  return missing > 0 ? Math.ceil(missing / (pageRows - overlap)) : 0;
}

/** The offsets of the pages that follow the first, one at a time: a wrong total must not fill the memory. */
export function* planPages(plan: PagePlan): Generator<number> {
  const pages = pagesToFollow(plan);
  for (let page = 1; page <= pages; page++) yield plan.offset + page * (plan.pageRows - plan.overlap);
}
