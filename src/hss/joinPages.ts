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
  const beginsOn = (last: Row | undefined, { rows }: Page<Row>): boolean => {
    const start = rows[0];
    return last !== undefined && start !== undefined && seams.identity(last) === seams.identity(start);
  };

  let held = first;
  let heldWasReadAgain = false;
  /** The last row that was given out, and whether the page that is held begins on it. */
  let shared: Row | undefined;
  let heldJoins = false;
  for await (const read of rest) {
    let next = read;
    let nextJoins = beginsOn(held.page.rows.at(-1), next.page);
    const again: boolean = !nextJoins && !heldWasReadAgain;
    if (again) {
      [held, next] = await Promise.all([seams.readAgain(held.window), seams.readAgain(next.window)]);
      nextJoins = beginsOn(held.page.rows.at(-1), next.page);
      heldJoins = beginsOn(shared, held.page);
    }
    if (!nextJoins || (shared !== undefined && !heldJoins)) {
      seams.drifted(`the pages at offsets ${held.window.offset} and ${next.window.offset} do not join`);
    }
    yield withoutShared(held.page, heldJoins);
    shared = held.page.rows.at(-1);
    held = next;
    heldJoins = nextJoins;
    heldWasReadAgain = again;
  }
  yield withoutShared(held.page, heldJoins);
}

/** A page that does not join, where that is let pass, begins on a row of its own. */
function withoutShared<Row>(page: Page<Row>, joins: boolean): Page<Row> {
  return joins ? { totalNum: page.totalNum, rows: page.rows.slice(1) } : page;
}
