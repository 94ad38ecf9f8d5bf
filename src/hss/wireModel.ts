import { z } from "zod";

/** The wire name of a property: `hostId` is `host_id` in the API. */
export function wireName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const wireString = z.string().nullish();

/** Derives from a row's model what the API sends for it: the same properties by their wire names, each of them optional. */
export function wireRow<Row extends z.ZodRawShape>(model: z.ZodObject<Row>): z.ZodType<z.output<z.ZodObject<Row>>> {
  const properties = Object.keys(model.shape).map((property) => [property, wireName(property)] as const);
  const wire = z.object(Object.fromEntries(properties.map(([, name]) => [name, wireString])));
  return wire.transform((row) => {
    const result: Record<string, string> = {};
    // What the API leaves out or sends as null is "", so that a program never meets `undefined`. Done here and not in
    // a transform of each property: that takes four times as long.
    for (const [property, name] of properties) result[property] = row[name] ?? "";
    return result as z.output<z.ZodObject<Row>>;
  });
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
