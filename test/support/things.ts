import type { PackedRow } from "../../src/rows/packedRow.js";
import { packRows } from "../../src/rows/packRows.js";
import type { RowFormat } from "../../src/rows/rowFormat.js";

/** Rows with two texts, of which the first is their identity, and a number between them. */
export const thingFormat: RowFormat = {
  columns: [
    { property: "thingId", name: "thing_id", isText: true },
    { property: "thingSize", name: "thing_size", isText: false },
    { property: "thingName", name: "thing_name", isText: true },
  ],
  identity: [0],
  longestText: 1000,
};

export interface Thing {
  thingId: string;
  thingSize?: number;
  thingName: string;
}

export const packedThings = (things: readonly Thing[]): PackedRow<Thing>[] => packRows(thingFormat, things);
