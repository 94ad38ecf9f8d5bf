import { z } from "zod";

/** The types of arguments and configuration keys. The error message of each type says what the value must be. */
export const input = {
  /** Blank text is refused, because it could mean "all" or "none". */
  text: (description: string) =>
    z
      .string({ error: "must be a string" })
      .regex(/\S/, "must not be empty")
      .refine((text) => text.isWellFormed(), "must be valid Unicode, without half of a surrogate pair")
      .describe(description),

  flag: (description: string) => z.boolean({ error: "must be true or false" }).describe(description),

  integer: (least: number, most: number, description: string) =>
    z
      .int({ error: "must be an integer" })
      .min(least, `must be at least ${least}`)
      .max(most, `must be at most ${most}`)
      .describe(description),

  /** Bytes or milliseconds: these exceed the 32 bits of a Pulumi integer, so the schema says number. */
  amount: (description: string) =>
    z
      .number({ error: "must be a number" })
      .refine((value) => Number.isSafeInteger(value) && value >= 0, "must be a whole number of at least 0")
      .describe(description),

  choice: <const Values extends readonly [string, ...string[]]>(values: Values, description: string) =>
    z.enum(values, { error: `must be one of: ${values.join(", ")}` }).describe(description),
};
