import { EncodedItems } from "./encodedItems.js";
import { Tag, bytesTag, varintSize, writeVarint } from "./wireFormat.js";

/** The values of an answer: no undefined, bigint or Date. `EncodedItems` are only in lists, in place of several items. */
export type WireValue = null | boolean | number | string | readonly WireValue[] | EncodedItems | WireObject;
export interface WireObject {
  readonly [name: string]: WireValue;
}

/** Up to this length, a loop over the characters is faster than Node's native code: four times for most texts of a row. */
const SHORT = 64;

/** A longer text becomes a piece of its own, so that the buffer does not grow for it. */
const LONG = 65_536;

/**
 * Writes google.protobuf messages directly into one buffer, from back to front: a length precedes its content, so the
 * content must be written first.
 */
export class StructWriter {
  #buffer: Buffer;
  /** The bytes from here to the end of the buffer are written. */
  #start: number;
  /** The pieces that follow the buffer, in reverse order. */
  readonly #behind: Buffer[] = [];
  /** The encoded keys so far, with tag and length, because all rows of a list have the same few keys. */
  readonly #keys = new Map<string, Buffer>();
  #bytesBehind = 0;

  constructor(capacity = 4096) {
    this.#buffer = Buffer.allocUnsafe(capacity);
    this.#start = capacity;
  }

  /** Returns what has been written, in pieces from front to back, and resets the writer. */
  take(): Buffer[] {
    this.#cut();
    this.#bytesBehind = 0;
    return this.#behind.splice(0).reverse();
  }

  /** Writes a length-delimited field of any message in front of the other fields. `write` writes its content. */
  field(number: number, write: () => void): void {
    const end = this.#written();
    write();
    this.#close(bytesTag(number), end);
  }

  /** Writes the fields of a google.protobuf.Struct. */
  struct(object: WireObject): void {
    const names = Object.keys(object);
    for (let index = names.length - 1; index >= 0; index--) {
      const name = names[index] as string;
      const end = this.#written();
      this.#value(object[name] as WireValue);
      this.#close(Tag.value, end);
      this.#key(name);
      this.#close(Tag.item, end);
    }
  }

  /** Writes a string in UTF-8. */
  string(text: string): void {
    if (text.length <= SHORT && this.#ascii(text)) return;
    const length = Buffer.byteLength(text);
    this.#reserve(length);
    this.#start -= length;
    this.#buffer.write(text, this.#start, length);
  }

  /** Writes the items of a google.protobuf.ListValue. */
  items(list: readonly WireValue[]): void {
    for (let index = list.length - 1; index >= 0; index--) {
      const item = list[index] as WireValue;
      if (item instanceof EncodedItems) {
        this.#insert(item.bytes);
        continue;
      }
      const end = this.#written();
      this.#value(item);
      this.#close(Tag.item, end);
    }
  }

  #key(name: string): void {
    const known = this.#keys.get(name);
    if (known === undefined) {
      const end = this.#written();
      this.string(name);
      this.#close(Tag.key, end);
      this.#keys.set(name, Buffer.from(this.#buffer.subarray(this.#start, this.#start + this.#written() - end)));
      return;
    }
    this.#reserve(known.length);
    this.#start -= known.length;
    for (let at = 0; at < known.length; at++) this.#buffer[this.#start + at] = known[at] as number;
  }

  /** @returns false if the text is not ASCII; then nothing is written */
  #ascii(text: string): boolean {
    this.#reserve(text.length);
    const start = this.#start - text.length;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 0x7f) return false;
      this.#buffer[start + at] = code;
    }
    this.#start = start;
    return true;
  }

  #value(value: WireValue): void {
    const end = this.#written();
    if (typeof value === "string") {
      if (value.length > LONG) this.#insert([Buffer.from(value)]);
      else this.string(value);
      this.#close(Tag.string, end);
    } else if (typeof value === "number") {
      this.#reserve(9);
      this.#start = this.#buffer.writeDoubleLE(value, this.#start - 8) - 8;
      this.#byte(Tag.number);
    } else if (typeof value === "boolean") {
      this.#reserve(2);
      this.#byte(value ? 1 : 0);
      this.#byte(Tag.bool);
    } else if (value === null) {
      this.#reserve(2);
      this.#byte(0);
      this.#byte(Tag.null);
    } else if (isList(value)) {
      this.items(value);
      this.#close(Tag.list, end);
    } else {
      this.struct(value as WireObject);
      this.#close(Tag.struct, end);
    }
  }

  #written(): number {
    return this.#bytesBehind + this.#buffer.length - this.#start;
  }

  /** Puts pieces in front of the written bytes, without copying them. */
  #insert(pieces: readonly Buffer[]): void {
    this.#cut();
    for (const piece of pieces.toReversed()) this.#putBehind(piece);
  }

  /** Makes a piece from the written part of the buffer. */
  #cut(): void {
    if (this.#start === this.#buffer.length) return;
    this.#putBehind(Buffer.from(this.#buffer.subarray(this.#start)));
    this.#start = this.#buffer.length;
  }

  #putBehind(piece: Buffer): void {
    this.#behind.push(piece);
    this.#bytesBehind += piece.length;
  }

  /** Writes tag and length in front of everything written since `end`. */
  #close(fieldTag: number, end: number): void {
    const length = this.#written() - end;
    const size = varintSize(length);
    this.#reserve(size + 1);
    this.#start -= size;
    writeVarint(this.#buffer, this.#start, length);
    this.#byte(fieldTag);
  }

  #byte(value: number): void {
    this.#buffer[--this.#start] = value;
  }

  #reserve(bytes: number): void {
    if (this.#start >= bytes) return;
    const written = this.#buffer.length - this.#start;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, written + bytes));
    this.#buffer.copy(larger, larger.length - written, this.#start);
    this.#start = larger.length - written;
    this.#buffer = larger;
  }
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}
