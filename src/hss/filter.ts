import { z } from "zod";

/** The kinds of filter that a list query of HSS has. None has a default, and none is ever guessed: it is sent as it is given. */
export const filter = {
  /** Matched by the server as it likes, so that an empty one, which might mean "all", is refused. */
  text: (description: string) =>
    z
      .string({ error: "must be a string" })
      .min(1, "must not be empty: leave it out to have no such filter")
      .optional()
      .describe(description),

  flag: (description: string) => z.boolean({ error: "must be true or false" }).optional().describe(description),

  /** Bytes or milliseconds: more than the 32 bits of a Pulumi integer, and so a number in the schema. */
  amount: (description: string) =>
    z
      .number({ error: "must be a number" })
      .refine((value) => Number.isSafeInteger(value) && value >= 0, "must be a whole number of at least 0")
      .optional()
      .describe(description),
};

/** Every filter is an argument that may be left out. */
export type FilterShape = Readonly<Record<string, z.ZodOptional<z.ZodString | z.ZodBoolean | z.ZodNumber>>>;
