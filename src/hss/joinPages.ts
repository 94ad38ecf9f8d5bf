import type { Page } from "./pageScan.js";

export interface ReadPage<Row> extends Page<Row> {
  offset: number;
}

export interface Seams<Row> {
  identity(row: Row): string;
  /** Reads a page again, with the same checks. */
  readAgain(page: ReadPage<Row>): Promise<ReadPage<Row>>;
  drifted(problem: string): void;
}

/**
 * Yields pages that each begin with the last row of the previous page, without this shared row.
 * Neighbours that do not share a row are read again once, so a page is held back until the next one has arrived.
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
  /** The last row that was yielded. The held page must begin with it. */
  let lastYielded: Row | undefined;
  let heldJoins = false;
  for await (const read of rest) {
    let next = read;
    let nextJoins = beginsOn(held.rows.at(-1), next);
    const readAgain: boolean = !nextJoins && !heldWasReadAgain;
    if (readAgain) {
      [held, next] = await Promise.all([seams.readAgain(held), seams.readAgain(next)]);
      nextJoins = beginsOn(held.rows.at(-1), next);
      heldJoins = beginsOn(lastYielded, held);
    }
    if (!nextJoins || (lastYielded !== undefined && !heldJoins)) {
      seams.drifted(`the pages at offsets ${held.offset} and ${next.offset} do not share a row`);
    }
    yield withoutShared(held, heldJoins);
    lastYielded = held.rows.at(-1);
    held = next;
    heldJoins = nextJoins;
    heldWasReadAgain = readAgain;
  }
  yield withoutShared(held, heldJoins);
}

/** With onDrift "warn", pages may not share a row. Then the first row has not been yielded yet. */
function withoutShared<Row>({ totalNum, rows }: Page<Row>, joins: boolean): Page<Row> {
  return { totalNum, rows: joins ? rows.slice(1) : rows };
}
