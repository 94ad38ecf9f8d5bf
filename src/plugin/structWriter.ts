import { EncodedItems } from "./encodedItems.js";
import { Tag, bytesTag, varintSize, writeVarint } from "./wireFormat.js";

/** What an answer may hold: no undefined, bigint or Date. `EncodedItems` stand in lists only, for several items each. */
export type WireValue = null | boolean | number | string | readonly WireValue[] | EncodedItems | WireObject;
export interface WireObject {
  readonly [name: string]: WireValue;
}

/** Up to here a loop over the characters beats a call into Node's native code, four-fold for most texts of a row. */
const SHORT = 64;

/**
 * Writes google.protobuf messages straight into one buffer, from the back to the front: a length stands before
 * what it measures, and so is known by the time it is written.
 */
export class StructWriter {
  #buffer: Buffer;
  /** All from here to the buffer's end is written. */
  #start: number;
  /** What is written behind the buffer, the front piece last. */
  readonly #behind: Buffer[] = [];
  /** The keys written so far, tag and length included: all rows of a list have the same few. */
  readonly #keys = new Map<string, Buffer>();
  #bytesBehind = 0;

  constructor(capacity = 4096) {
    this.#buffer = Buffer.allocUnsafe(capacity);
    this.#start = capacity;
  }

  /** Gives out what has been written, in pieces from front to back, and starts anew. */
  take(): Buffer[] {
    this.#cut();
    this.#bytesBehind = 0;
    return this.#behind.splice(0).reverse();
  }

  /** A length-delimited field of any message, in front of what is there; `write` writes what it holds. */
  field(number: number, write: () => void): void {
    const end = this.#written();
    write();
    this.#close(bytesTag(number), end);
  }

  /** The fields of a google.protobuf.Struct. */
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

  /** The bytes of a text in UTF-8. */
  string(text: string): void {
    if (text.length <= SHORT && this.#ascii(text)) return;
    const length = Buffer.byteLength(text);
    this.#reserve(length);
    this.#start -= length;
    this.#buffer.write(text, this.#start, length);
  }

  /** The items of a google.protobuf.ListValue. */
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

  /** @returns false where the text is not ASCII, and nothing is written. */
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
      this.string(value);
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

  /** Puts pieces in front of what is there, without a copy. */
  #insert(pieces: readonly Buffer[]): void {
    this.#cut();
    for (const piece of pieces.toReversed()) this.#putBehind(piece);
  }

  /** Sets what the buffer holds behind it, as a piece of its own. */
  #cut(): void {
    if (this.#start === this.#buffer.length) return;
    this.#putBehind(Buffer.from(this.#buffer.subarray(this.#start)));
    this.#start = this.#buffer.length;
  }

  #putBehind(piece: Buffer): void {
    this.#behind.push(piece);
    this.#bytesBehind += piece.length;
  }

  /** Puts tag and length in front of all that was written since `end`. */
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
