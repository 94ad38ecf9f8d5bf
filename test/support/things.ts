import type { PackedRow } from "../../src/rows/packedRow.js";
import { RowCodec } from "../../src/rows/rowCodec.js";
import type { RowFormat } from "../../src/rows/rowFormat.js";

/** Rows with two texts, of which the first is their identity, and a number between them. */
const thingFormat: RowFormat = {
  columns: [
    { property: "thingId", name: "thing_id", isText: true },
    { property: "thingSize", name: "thing_size", isText: false },
    { property: "thingName", name: "thing_name", isText: true },
  ],
  blank: { thingId: "", thingName: "" },
  identity: [0],
  longestText: 1000,
};

export interface Thing {
  thingId: string;
  thingSize?: number;
  thingName: string;
}

const codec = new RowCodec<Thing>(thingFormat);

export const packedThings = (things: readonly Thing[]): PackedRow<Thing>[] => codec.pack(things);
