import { z } from "zod";

/** The longest text that a row may hold, in characters. */
const LONGEST_TEXT = 16_384;

/** The result of reading a value that does not fit its column. */
export class Unreadable {
  readonly problem: string;

  constructor(problem: string) {
    this.problem = problem;
  }
}

/** Reads a value of an answer. Returns undefined if there is none. */
type ReadCell = (value: unknown) => unknown;

const readers = z.registry<{ read: ReadCell }>();

/**
 * The column types of an HSS list: the schema of each, and how its values are read from an answer. A value of another type is
 * accepted if its meaning is certain, for example "7" for 7: one odd value must not fail the whole list.
 */
export const column = {
  /** "" if HSS sends nothing or null, so that a program never gets `undefined`. */
  text: (description: string) => z.string().describe(description).register(readers, { read: readText }),

  /** Left out if HSS sends nothing or null: 0 would be wrong for something that HSS has not counted. */
  count: (description: string) => z.int().optional().describe(description).register(readers, { read: readInteger }),

  /** Like `count`, for bytes or milliseconds: these exceed the 32 bits of a Pulumi integer, so the schema says number. */
  amount: (description: string) => z.number().optional().describe(description).register(readers, { read: readAmount }),

  /** Like `count`, for numbers that may have decimals. */
  decimal: (description: string) =>
    z.number().optional().describe(description).register(readers, { read: readDecimal }),

  /** Left out if HSS sends nothing or null. */
  boolean: (description: string) =>
    z.boolean().optional().describe(description).register(readers, { read: readBoolean }),

  /** Empty if HSS sends nothing or null. */
  texts: (description: string) => z.array(z.string()).describe(description).register(readers, { read: readTexts }),

  /** For a list of objects, of which only the text with this name on the wire is kept. */
  textsIn: (name: string, description: string) =>
    z
      .array(z.string())
      .describe(description)
      .register(readers, { read: (value) => readTextsIn(name, value) }),
};

/** The properties of a row, in camel case. */
export type RowShape = Readonly<Record<string, z.ZodType>>;

export function readerOf(schema: z.ZodType): ReadCell {
  const reader = readers.get(schema);
  if (reader === undefined) throw new TypeError("A row's properties must be made by `column`.");
  return reader.read;
}

function readText(value: unknown): unknown {
  if (typeof value === "string") {
    if (value.length > LONGEST_TEXT) return new Unreadable(`it is longer than ${LONGEST_TEXT} characters`);
    // UTF-8 cannot encode it. With a replacement character, two names could become one.
    if (!value.isWellFormed()) return new Unreadable("it has half of a surrogate pair");
    return value;
  }
  if (value === undefined || value === null) return "";
  // JSON.parse has already rounded a larger number, and may have removed zeros from a fraction.
  if ((typeof value === "number" && Number.isSafeInteger(value)) || typeof value === "boolean") return String(value);
  return new Unreadable("it is not a string");
}

function readInteger(value: unknown): unknown {
  if (isMissing(value)) return undefined;
  const number = numberFrom(value);
  return Number.isSafeInteger(number) ? number : new Unreadable("it is not a whole number");
}

function readAmount(value: unknown): unknown {
  if (isMissing(value)) return undefined;
  const number = numberFrom(value);
  // Beyond 2^53 a number is rounded, to one part in 10^15.
  return Number.isInteger(number) ? number : new Unreadable("it is not a whole number");
}

function readDecimal(value: unknown): unknown {
  if (isMissing(value)) return undefined;
  const number = typeof value === "string" && /^\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : value;
  return Number.isFinite(number) ? number : new Unreadable("it is not a number");
}

function readBoolean(value: unknown): unknown {
  if (isMissing(value)) return undefined;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return new Unreadable("it is not true or false");
}

function readTexts(value: unknown): unknown {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return new Unreadable("it is not a list of strings");
  const texts = value.map(readText);
  return texts.find((text) => text instanceof Unreadable) ?? texts;
}

function readTextsIn(name: string, value: unknown): unknown {
  if (!Array.isArray(value)) return readTexts(value);
  const isObject = (item: unknown): item is Record<string, unknown> => typeof item === "object" && item !== null;
  return value.every(isObject)
    ? readTexts(value.map((item) => item[name]))
    : new Unreadable("it is not a list of objects");
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function numberFrom(value: unknown): unknown {
  return typeof value === "string" && /^-?\d{1,30}$/.test(value) ? Number(value) : value;
}
