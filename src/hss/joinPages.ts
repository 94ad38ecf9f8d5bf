import type { PageWindow } from "./pagePlan.js";
import type { Page } from "./pageScan.js";

export interface ReadPage<Row> {
  window: PageWindow;
  page: Page<Row>;
}

export interface Seams<Row> {
  identity(row: Row): string;
  /** Reads one page once more, checked like the first time. */
  readAgain(window: PageWindow): Promise<ReadPage<Row>>;
  drifted(problem: string): void;
}

/**
 * Gives out pages, each of which begins on the last row of the one before it, without the row they share.
 * A pair that does not meet is read again once; a page is therefore held back until its successor has met it.
 */
export async function* joinPages<Row>(
  first: ReadPage<Row>,
  rest: AsyncIterable<ReadPage<Row>>,
  seams: Seams<Row>,
): AsyncGenerator<Page<Row>> {
  let held = first;
  let heldWasReadAgain = false;
  let shared: Row | undefined;
  const meet = (left: Row | undefined, right: Row | undefined) =>
    left !== undefined && right !== undefined && seams.identity(left) === seams.identity(right);
  // A page that does not join, where that is let pass, begins on a row of its own.
  const withoutShared = (page: Page<Row>): Page<Row> =>
    meet(shared, page.rows[0]) ? { totalNum: page.totalNum, rows: page.rows.slice(1) } : page;

  for await (const read of rest) {
    let next = read;
    const again: boolean = !heldWasReadAgain && !meet(held.page.rows.at(-1), next.page.rows[0]);
    if (again) [held, next] = await Promise.all([seams.readAgain(held.window), seams.readAgain(next.window)]);
    if (!meet(held.page.rows.at(-1), next.page.rows[0]) || (shared !== undefined && !meet(shared, held.page.rows[0]))) {
      seams.drifted(`the pages at offsets ${held.window.offset} and ${next.window.offset} do not join`);
    }
    yield withoutShared(held.page);
    shared = held.page.rows.at(-1);
    held = next;
    heldWasReadAgain = again;
  }
  yield withoutShared(held.page);
}
