import type { PackedRow } from "../rows/packedRow.js";
import { EncodedItems } from "./encodedItems.js";
import type { RowCollector } from "./packageDefinition.js";

/** Puts packed rows together to a list of the answer: they are in its wire form already. */
export class RowEncoder implements RowCollector {
  readonly list = new EncodedItems();

  add(rows: readonly PackedRow<unknown>[]): void {
    let start = 0;
    rows.forEach(({ bytes, end }, index) => {
      const next = rows[index + 1];
      if (next?.bytes === bytes && next.start === end) return;
      this.list.add([bytes.subarray(rows[start]?.start, end)]);
      start = index + 1;
    });
  }

  clear(): void {
    this.list.clear();
  }
}
