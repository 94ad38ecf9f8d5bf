import type { RowFormat } from "./rowFormat.js";
import { Tag } from "./wireFormat.js";

/** Makes an object of the packed row that begins at `start`, as RowCodec wrote it. */
export function unpackRow(
  { columns, blank }: RowFormat,
  bytes: Buffer,
  start: number,
): Record<string, string | number> {
  const fields = new Fields(bytes, start);
  fields.enter();
  const end = fields.enter();
  // A copy has room for all texts from the start; an object that grows leaves garbage at every third.
  const row = { ...blank };
  for (const { property, isText } of columns) {
    // Texts are always there; a number may be missing.
    if (!isText && (fields.at === end || !fields.isEntryOf(property))) continue;
    row[property] = fields.entry();
  }
  return row;
}

class Fields {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** Goes behind a length-delimited field's tag and length, and tells where the field ends. */
  enter(): number {
    let length = 0;
    let byte = 0x80;
    this.at++;
    for (let shift = 0; byte > 0x7f; shift += 7) {
      byte = this.#bytes[this.at++] as number;
      length |= (byte & 0x7f) << shift;
    }
    return this.at + length;
  }

  /** Whether the entry that begins here has this key. */
  isEntryOf(property: string): boolean {
    const { at } = this;
    this.enter();
    const keyEnd = this.enter();
    const is = this.#bytes.toString("utf8", this.at, keyEnd) === property;
    this.at = at;
    return is;
  }

  /** Goes behind the entry that begins here, and tells its value. */
  entry(): string | number {
    this.enter();
    this.at = this.enter();
    this.enter();
    if (this.#bytes[this.at] === Tag.number) {
      this.at += 9;
      return this.#bytes.readDoubleLE(this.at - 8);
    }
    const end = this.enter();
    const text = this.#bytes.toString("utf8", this.at, end);
    this.at = end;
    return text;
  }
}
