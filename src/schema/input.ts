import { z } from "zod";
import { enumTypes } from "./enumTypes.js";

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

  /**
   * One of a closed set of values: an enum in the package schema.
   *
   * @param values a list, or what each value means.
   * @param name of the enum in the SDKs; by default the property's. A set under several names of properties needs one.
   */
  choice: <const Value extends string>(
    values: readonly [Value, ...Value[]] | Readonly<Record<Value, string>>,
    description: string,
    name?: string,
  ) => {
    const meanings: Readonly<Record<string, string>> = Array.isArray(values)
      ? {}
      : (values as Readonly<Record<Value, string>>);
    const names = (Array.isArray(values) ? values : Object.keys(values)) as [Value, ...Value[]];
    const explained = Object.entries(meanings).map(([value, meaning]) => `\`${value}\`: ${meaning}`);
    return z
      .enum(names, { error: `must be one of: ${names.join(", ")}` })
      .describe([description, ...explained].join(" "))
      .register(enumTypes, { meanings, description, ...(name === undefined ? {} : { name }) });
  },
};
