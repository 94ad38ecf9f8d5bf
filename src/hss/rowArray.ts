import type { PackedRow } from "../rows/packedRow.js";
import type { RowSink } from "./rowSink.js";

/** Keeps rows unpacked. */
export class RowArray<Row> implements RowSink<PackedRow<Row>> {
  readonly list: Row[] = [];

  add(rows: readonly PackedRow<Row>[]): void {
    for (const row of rows) this.list.push(row.unpack());
  }

  clear(): void {
    this.list.length = 0;
  }
}
