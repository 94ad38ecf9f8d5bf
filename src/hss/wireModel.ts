import { z } from "zod";
import type { RowFormat } from "../rows/rowFormat.js";
import type { RowShape } from "./column.js";

const LONGEST_TEXT = 16_384;
const TOO_LONG = `it is longer than ${LONGEST_TEXT} characters`;

/** The wire name of a property: `hostId` is `host_id` in the API. */
export function wireName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Derives from a row's model what the API sends for it: the same properties by their wire names, any of which may be
 * missing or null. A text is "" then, and everything else is left out.
 */
export function wireRow<Row extends RowShape>(model: z.ZodObject<Row>): z.ZodType<z.output<z.ZodObject<Row>>> {
  const properties = Object.entries(model.shape).map(([property, schema]) => ({
    property,
    name: wireName(property),
    wire: (schema instanceof z.ZodString ? schema.max(LONGEST_TEXT, TOO_LONG) : schema).nullish(),
    missing: schema instanceof z.ZodString ? "" : undefined,
  }));
  const wire = z.object(Object.fromEntries(properties.map(({ name, wire }) => [name, wire])));
  return wire.transform((row) => {
    const result: Record<string, string | number> = {};
    for (const { property, name, missing } of properties) {
      const value = row[name] ?? missing;
      if (value !== undefined) result[property] = value;
    }
    return result as z.output<z.ZodObject<Row>>;
  });
}

/** Derives from a row's model how rows are packed. */
export function rowFormat<Row extends RowShape>(model: z.ZodObject<Row>, identity: readonly (keyof Row)[]): RowFormat {
  const columns = Object.entries(model.shape).map(([property, schema]) => ({
    property,
    name: wireName(property),
    isText: schema instanceof z.ZodString,
  }));
  const texts = columns.filter(({ isText }) => isText);
  return {
    columns,
    blank: Object.fromEntries(texts.map(({ property }) => [property, ""])),
    identity: identity.map((name) => columns.findIndex(({ property }) => property === name)),
    longestText: LONGEST_TEXT,
  };
}

/** A page of any list operation of HSS. An empty list may come without `data_list`; a list with rows may not. */
export function wirePage<Row>(row: z.ZodType<Row>) {
  return z
    .object({ total_num: z.int().nonnegative(), data_list: z.array(row).nullish() })
    .refine((page) => page.total_num === 0 || Array.isArray(page.data_list), {
      path: ["data_list"],
      error: "it is missing although total_num is not 0",
    })
    .transform((page) => ({ totalNum: page.total_num, rows: page.data_list ?? [] }));
}
