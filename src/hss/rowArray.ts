import type { RowSink } from "./rowSink.js";

/** Keeps rows as they are. */
export class RowArray<Row> implements RowSink<Row> {
  readonly list: Row[] = [];

  add(rows: readonly Row[]): void {
    for (const row of rows) this.list.push(row);
  }

  clear(): void {
    this.list.length = 0;
  }
}
