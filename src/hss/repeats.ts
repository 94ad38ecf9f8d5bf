import { overlapOf } from "./overlapOf.js";
import type { PageScan } from "./pageScan.js";

/**
 * Finds rows that stand on more than one page. A row that stands twice on one page is how the server lists it, as a page shows
 * one moment; on two pages it may also be one row that moved between the two requests.
 */
export class Repeats<Row> {
  readonly #scan: Pick<PageScan<Row>, "identity" | "consistency">;
  readonly #seen = new Set<string>();
  #last: string | undefined;

  constructor(scan: Pick<PageScan<Row>, "identity" | "consistency">) {
    this.#scan = scan;
  }

  /** @returns the identities of the page's rows that an earlier page has, too. */
  on(rows: readonly Row[]): string[] {
    const repeated: string[] = [];
    const here = new Set<string>();
    // Where pages overlap, this one also began with the last row of the page before it, which was left out.
    if (this.#last !== undefined && overlapOf(this.#scan.consistency) > 0) here.add(this.#last);
    for (const row of rows) {
      const id = this.#scan.identity(row);
      if (this.#seen.has(id) && !here.has(id)) repeated.push(id);
      here.add(id);
      this.#last = id;
    }
    for (const id of here) this.#seen.add(id);
    return repeated;
  }
}
