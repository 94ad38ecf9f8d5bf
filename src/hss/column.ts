import { z } from "zod";

/** The longest text that a row may hold, in characters. */
const LONGEST_TEXT = 16_384;

/** Says that a value is not what its column holds. */
export class Unreadable {
  readonly problem: string;

  constructor(problem: string) {
    this.problem = problem;
  }
}

/** Reads a value of an answer: undefined where there is none. */
type ReadCell = (value: unknown) => unknown;

const readers = z.registry<{ read: ReadCell }>();

/**
 * The kinds of value in a row of an HSS list: the schema of each, and how it is read from an answer. HSS is read leniently
 * where the meaning is certain, for example "7" for 7: one odd value must not cost the whole list.
 */
export const column = {
  /** "" where HSS sends none or null, so that a program never meets `undefined`. */
  text: (description: string) => z.string().describe(description).register(readers, { read: readText }),

  /** Left out where HSS sends none or null: 0 would say that there are none of what nobody has counted yet. */
  count: (description: string) => z.int().optional().describe(description).register(readers, { read: readInteger }),

  /** Like `count`, for bytes or milliseconds: these exceed the 32 bits of a Pulumi integer, so the schema says number. */
  amount: (description: string) => z.number().optional().describe(description).register(readers, { read: readAmount }),

  /** Left out where HSS sends none or null. */
  boolean: (description: string) =>
    z.boolean().optional().describe(description).register(readers, { read: readBoolean }),

  /** Empty where HSS sends none or null. */
  texts: (description: string) => z.array(z.string()).describe(description).register(readers, { read: readTexts }),
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
    // UTF-8 has no form for it. Replaced, it could make two names one.
    if (!value.isWellFormed()) return new Unreadable("it holds half of a surrogate pair");
    return value;
  }
  if (value === undefined || value === null) return "";
  // A larger number has lost digits by now, and a fraction may have lost zeros.
  if ((typeof value === "number" && Number.isSafeInteger(value)) || typeof value === "boolean") return String(value);
  return new Unreadable("it is not a text");
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

function readBoolean(value: unknown): unknown {
  if (isMissing(value)) return undefined;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return new Unreadable("it is not true or false");
}

function readTexts(value: unknown): unknown {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return new Unreadable("it is not a list of texts");
  const texts = value.map(readText);
  return texts.find((text) => text instanceof Unreadable) ?? texts;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function numberFrom(value: unknown): unknown {
  return typeof value === "string" && /^-?\d{1,30}$/.test(value) ? Number(value) : value;
}
