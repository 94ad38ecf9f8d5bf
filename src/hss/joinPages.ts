import type { Page } from "./pageScan.js";

export interface ReadPage<Row> extends Page<Row> {
  offset: number;
}

export interface Seams<Row> {
  identity(row: Row): string;
  /** Reads one page once more, checked like the first time. */
  readAgain(page: ReadPage<Row>): Promise<ReadPage<Row>>;
  drifted(problem: string): void;
}

/**
 * Gives out pages, each of which begins on the last row of the one before it, without the row they share.
 * Two neighbours that do not share their row are read again once, so a page is held back until its successor is there.
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
  /** The last row that was given out, which the page that is held must begin on. */
  let lastGiven: Row | undefined;
  let heldJoins = false;
  for await (const read of rest) {
    let next = read;
    let nextJoins = beginsOn(held.rows.at(-1), next);
    const readAgain: boolean = !nextJoins && !heldWasReadAgain;
    if (readAgain) {
      [held, next] = await Promise.all([seams.readAgain(held), seams.readAgain(next)]);
      nextJoins = beginsOn(held.rows.at(-1), next);
      heldJoins = beginsOn(lastGiven, held);
    }
    if (!nextJoins || (lastGiven !== undefined && !heldJoins)) {
      seams.drifted(`the pages at offsets ${held.offset} and ${next.offset} do not join`);
    }
    yield withoutShared(held, heldJoins);
    lastGiven = held.rows.at(-1);
    held = next;
    heldJoins = nextJoins;
    heldWasReadAgain = readAgain;
  }
  yield withoutShared(held, heldJoins);
}

/** With onDrift "warn" pages may not join: then the first row was not given out yet. */
function withoutShared<Row>({ totalNum, rows }: Page<Row>, joins: boolean): Page<Row> {
  return { totalNum, rows: joins ? rows.slice(1) : rows };
}
