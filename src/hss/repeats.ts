import type { PageScan } from "./pageScan.js";

/**
 * Finds rows that appear on more than one page. If a row appears twice on one page, HSS itself lists it twice, because a page shows
 * one moment. On two pages, it may also be one row that moved between the two requests.
 */
export class Repeats<Row> {
  readonly #scan: Pick<PageScan<Row>, "identity" | "consistency">;
  readonly #seen = new Set<string>();
  #last: string | undefined;

  constructor(scan: Pick<PageScan<Row>, "identity" | "consistency">) {
    this.#scan = scan;
  }

  /** @returns the identities of the page's rows that also appear on an earlier page */
  on(rows: readonly Row[]): string[] {
    const { identity, consistency } = this.#scan;
    const repeated: string[] = [];
    // With seams, the page also began with the last row of the previous page, which was removed.
    const here = new Set(consistency === "seams" && this.#last !== undefined ? [this.#last] : []);
    for (const row of rows) {
      const id = identity(row);
      if (this.#seen.has(id) && !here.has(id)) repeated.push(id);
      here.add(id);
      this.#last = id;
    }
    for (const id of here) this.#seen.add(id);
    return repeated;
  }
}
