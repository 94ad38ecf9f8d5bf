import { z } from "zod";

/** The kinds of value that a row of an HSS list has. */
export const column = {
  /** "" where the API sends none or null, so that a program never meets `undefined`. */
  text: (description: string) => z.string().describe(description),

  /** Left out where the API sends none or null: 0 would say that there are none of what nobody has counted yet. */
  count: (description: string) => z.int().optional().describe(description),

  /** As `count`, for bytes or milliseconds: more than the 32 bits of a Pulumi integer, and so a number in the schema. */
  amount: (description: string) =>
    z.number().refine(Number.isSafeInteger, "it is not a whole number").optional().describe(description),
};

/** A row's properties in camel case. */
export type RowShape = Readonly<Record<string, z.ZodString | z.ZodOptional<z.ZodNumber>>>;
