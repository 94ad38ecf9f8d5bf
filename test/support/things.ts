import { z } from "zod";
import { column } from "../../src/hss/column.js";
import { filter } from "../../src/hss/filter.js";
import { listOperation } from "../../src/hss/listOperation.js";

/** A list whose rows have columns of every type. The first column is the identity. */
export const thingList = listOperation({
  path: "things",
  largestOffset: 100_000,
  filters: { imageName: filter.text("Name."), hasVul: filter.flag("Flag."), startScanTime: filter.amount("Time.") },
  row: z.object({
    thingId: column.text("ID."),
    thingName: column.text("Name."),
    vulNum: column.count("Count."),
    imageSize: column.amount("Bytes."),
    isNew: column.boolean("Flag."),
    tags: column.texts("Texts."),
  }),
  identity: ["thingId"],
});
