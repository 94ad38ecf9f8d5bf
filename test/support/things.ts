import { z } from "zod";
import { column } from "../../src/hss/column.js";
import { filter } from "../../src/hss/filter.js";
import { listOperation } from "../../src/hss/listOperation.js";
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

/** A list whose rows have columns of every kind, of which the first is their identity. */
export const thingList = listOperation({
  path: "things",
  filters: { imageName: filter.text("Name."), hasVul: filter.flag("Flag."), startScanTime: filter.amount("Time.") },
  row: z.object({
    thingId: column.text("ID."),
    thingName: column.text("Name."),
    vulNum: column.count("Count."),
    imageSize: column.amount("Bytes."),
  }),
  identity: ["thingId"],
});
