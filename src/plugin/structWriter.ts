import { EncodedItems } from "./encodedItems.js";

/** What an answer may hold: no undefined, bigint or Date. */
export type WireValue = null | boolean | number | string | readonly WireValue[] | EncodedItems | WireObject;
export interface WireObject {
  readonly [name: string]: WireValue;
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const tag = (field: number, wireType: number) => (field << 3) | wireType;

/** Fields of google.protobuf.Value. */
const NULL = tag(1, VARINT);
const NUMBER = tag(2, FIXED64);
const STRING = tag(3, BYTES);
const BOOL = tag(4, VARINT);
const STRUCT = tag(5, BYTES);
const LIST = tag(6, BYTES);
/** `Struct.fields` and `ListValue.values` have the same number; a map's entry has its key first, its value second. */
const ITEM = tag(1, BYTES);
const KEY = tag(1, BYTES);
const VALUE = tag(2, BYTES);

/** Up to here a loop over the characters beats a call into Node's native code. */
const SHORT = 64;

/** The largest length that its varint holds in one byte. */
const MOST_IN_ONE_BYTE = 0x7f;

/** Keys kept in their wire form; the names in an answer come from schemas, and are few. */
const MOST_KEYS = 64;

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
  readonly #keys = new Map<string, Uint8Array>();
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
    this.#close(tag(number, BYTES), end);
  }

  /** The fields of a google.protobuf.Struct. */
  struct(object: WireObject): void {
    const names = Object.keys(object);
    for (let index = names.length - 1; index >= 0; index--) {
      const name = names[index] as string;
      const value = object[name] as WireValue;
      if (typeof value === "string" && this.#shortText(name, value)) continue;
      const end = this.#written();
      this.#value(value);
      this.#close(VALUE, end);
      this.#key(name);
      this.#close(ITEM, end);
    }
  }

  /** The bytes of a text in UTF-8. */
  string(text: string): void {
    this.#reserve(text.length * 3);
    if (text.length <= SHORT && this.#ascii(text)) return;
    const length = Buffer.byteLength(text);
    this.#start -= length;
    this.#buffer.write(text, this.#start, length);
  }

  /** The items of a google.protobuf.ListValue. */
  items(list: readonly WireValue[]): void {
    for (let index = list.length - 1; index >= 0; index--) {
      const end = this.#written();
      this.#value(list[index] as WireValue);
      this.#close(ITEM, end);
    }
  }

  /**
   * A map entry whose value is a short ASCII text: by far the most there are. All its lengths are known beforehand and
   * take one byte each, so that it is written in one go.
   * @returns false when it is no such entry, and nothing is written.
   */
  #shortText(name: string, text: string): boolean {
    const key = this.#keys.get(name);
    const { length } = text;
    if (key === undefined || length > SHORT || key.length + length > MOST_IN_ONE_BYTE - 4) return false;
    this.#reserve(key.length + length + 6);
    if (!this.#ascii(text)) return false;
    const buffer = this.#buffer;
    let at = this.#start - 4 - key.length;
    for (let index = 0; index < key.length; index++) buffer[at + index] = key[index] as number;
    buffer[this.#start - 1] = length;
    buffer[this.#start - 2] = STRING;
    buffer[this.#start - 3] = length + 2;
    buffer[this.#start - 4] = VALUE;
    buffer[--at] = key.length + length + 4;
    buffer[--at] = ITEM;
    this.#start = at;
    return true;
  }

  /** A map entry's key. The objects of a list all have the same few, so their bytes are kept. */
  #key(name: string): void {
    let bytes = this.#keys.get(name);
    if (bytes === undefined) {
      const end = this.#written();
      this.string(name);
      this.#close(KEY, end);
      bytes = Uint8Array.from(this.#buffer.subarray(this.#start, this.#start + this.#written() - end));
      if (this.#keys.size < MOST_KEYS) this.#keys.set(name, bytes);
      return;
    }
    this.#reserve(bytes.length);
    const buffer = this.#buffer;
    const from = this.#start - bytes.length;
    for (let index = 0; index < bytes.length; index++) buffer[from + index] = bytes[index] as number;
    this.#start = from;
  }

  #value(value: WireValue): void {
    const end = this.#written();
    if (typeof value === "string") {
      this.string(value);
      this.#close(STRING, end);
    } else if (typeof value === "number") {
      this.#reserve(9);
      this.#start = this.#buffer.writeDoubleLE(value, this.#start - 8) - 8;
      this.#byte(NUMBER);
    } else if (typeof value === "boolean") {
      this.#reserve(2);
      this.#byte(value ? 1 : 0);
      this.#byte(BOOL);
    } else if (value === null) {
      this.#reserve(2);
      this.#byte(0);
      this.#byte(NULL);
    } else if (isList(value)) {
      this.items(value);
      this.#close(LIST, end);
    } else if (value instanceof EncodedItems) {
      this.#insert(value.pieces);
      this.#close(LIST, end);
    } else {
      this.struct(value);
      this.#close(STRUCT, end);
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
    let length = this.#written() - end;
    this.#reserve(6);
    if (length < 0x80) {
      this.#buffer[--this.#start] = length;
      this.#buffer[--this.#start] = fieldTag;
      return;
    }
    let size = 1;
    for (let rest = length >>> 7; rest > 0; rest >>>= 7) size++;
    this.#start -= size;
    for (let at = this.#start; ; at++) {
      if (length < 0x80) {
        this.#buffer[at] = length;
        break;
      }
      this.#buffer[at] = (length & 0x7f) | 0x80;
      length >>>= 7;
    }
    this.#byte(fieldTag);
  }

  #byte(value: number): void {
    this.#buffer[--this.#start] = value;
  }

  #ascii(text: string): boolean {
    const buffer = this.#buffer;
    const from = this.#start - text.length;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) return false;
      buffer[from + index] = code;
    }
    this.#start = from;
    return true;
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
