import { Fingerprinter } from "./fingerprint.js";
import { PackedRow } from "./packedRow.js";
import type { RowFormat } from "./rowFormat.js";
import { Tag, fieldSize, writeVarint } from "./wireFormat.js";

const FIRST_BLOCK = 16 * 1024;
const LARGEST_BLOCK = 1024 * 1024;
/** A number as a google.protobuf.Value: its tag and a double. */
const NUMBER_SIZE = 9;
/** Bytes are copied four at a time, and up to three behind the last one along with it. */
export const SLACK = 3;

const MINUS = 0x2d;
const ZERO = 0x30;

interface WrittenColumn {
  isText: boolean;
  /** The key of its entry in google.protobuf.Struct.fields, and the tag of the value behind it. */
  start: DataView;
  startSize: number;
}

/** Packs rows, one after another, whose values stand in other bytes. */
export class RowWriter {
  readonly #format: RowFormat;
  readonly #columns: readonly WrittenColumn[];
  readonly #fingerprinter: Fingerprinter;
  /** Of the row to be written: where the text of each column's value begins, and where it ends. Both are 0 where there is none. */
  readonly spans: Int32Array;
  /** Rows are written into one block after another, and stay there: there is no copy of them. */
  #block = Buffer.allocUnsafeSlow(FIRST_BLOCK);
  #view = viewOf(this.#block);
  #at = 0;
  /** Where the first row that was not given out begins. */
  #start = 0;
  /** Of each row that was not given out, its end and its fingerprint's halves. */
  readonly #written: number[] = [];

  constructor(format: RowFormat) {
    this.#format = format;
    this.#columns = format.columns.map(({ property, isText }) => {
      const start = startOfEntry(property);
      return { isText, start: viewOf(start), startSize: start.length - SLACK };
    });
    this.#fingerprinter = new Fingerprinter(format.identity);
    this.spans = new Int32Array(2 * format.columns.length);
  }

  /** Gives out the rows that were written, and starts anew. */
  take<Row>(): PackedRow<Row>[] {
    const bytes = this.#block.subarray(this.#start, this.#at);
    const rows: PackedRow<Row>[] = [];
    const written = this.#written;
    let start = 0;
    for (let index = 0; index < written.length; index += 3) {
      const end = written[index] as number;
      const [low, high] = [written[index + 1] as number, written[index + 2] as number];
      rows.push(new PackedRow(this.#format, bytes, start, end, low, high));
      start = end;
    }
    this.#start = this.#at;
    written.length = 0;
    return rows;
  }

  /** Forgets the rows that were written and not given out. */
  clear(): void {
    this.#at = this.#start;
    this.#written.length = 0;
  }

  /** Writes the row whose values lie at `spans` in the source, which goes on for `SLACK` bytes behind the last one. */
  write(source: DataView): void {
    const { spans } = this;
    const columns = this.#columns;
    const struct = structSize(columns, spans);
    this.#reserve(fieldSize(fieldSize(struct)) + SLACK);
    const block = this.#block;
    const view = this.#view;
    let at = open(block, this.#at, Tag.item, fieldSize(struct));
    at = open(block, at, Tag.struct, struct);
    for (let column = 0; column < columns.length; column++) {
      const { isText, start, startSize } = columns[column] as WrittenColumn;
      const from = spans[2 * column] as number;
      const to = spans[2 * column + 1] as number;
      const value = valueSize(isText, to - from);
      if (value === 0) continue;
      at = open(block, at, Tag.item, entrySize(startSize, value));
      at = copy(start, 0, startSize, view, at);
      at = writeVarint(block, at, value);
      if (isText) {
        at = open(block, at, Tag.string, to - from);
        at = copy(source, from, to, view, at);
      } else {
        block[at] = Tag.number;
        view.setFloat64(at + 1, wholeNumber(source, from, to), true);
        at += NUMBER_SIZE;
      }
    }
    this.#at = at;
    this.#fingerprinter.take(source, spans);
    this.#written.push(at - this.#start, this.#fingerprinter.low, this.#fingerprinter.high);
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#block.length) return;
    const unfinished = this.#block.subarray(this.#start, this.#at);
    const size = Math.min(LARGEST_BLOCK, 2 * this.#block.length);
    this.#block = Buffer.allocUnsafeSlow(Math.max(size, 2 * (unfinished.length + bytes)));
    this.#view = viewOf(this.#block);
    this.#block.set(unfinished);
    this.#start = 0;
    this.#at = unfinished.length;
  }
}

/** Bytes of a google.protobuf.Value: 0 for a number that is missing, and whose entry is, too. */
function valueSize(isText: boolean, length: number): number {
  if (isText) return fieldSize(length);
  return length === 0 ? 0 : NUMBER_SIZE;
}

/** Bytes of an entry in google.protobuf.Struct.fields. */
function entrySize(startSize: number, value: number): number {
  return startSize - 1 + fieldSize(value);
}

function structSize(columns: readonly WrittenColumn[], spans: Int32Array): number {
  let size = 0;
  for (let column = 0; column < columns.length; column++) {
    const { isText, startSize } = columns[column] as WrittenColumn;
    const value = valueSize(isText, (spans[2 * column + 1] as number) - (spans[2 * column] as number));
    if (value > 0) size += fieldSize(entrySize(startSize, value));
  }
  return size;
}

function open(block: Buffer, at: number, tag: number, length: number): number {
  block[at] = tag;
  return writeVarint(block, at + 1, length);
}

/** A loop over words: most texts are too short for a call into Node's native code. */
function copy(source: DataView, from: number, to: number, target: DataView, at: number): number {
  const shift = at - from;
  for (let index = from; index < to; index += 4) target.setInt32(shift + index, source.getInt32(index, true), true);
  return shift + to;
}

function wholeNumber(source: DataView, from: number, to: number): number {
  const isNegative = source.getUint8(from) === MINUS;
  let number = 0;
  for (let at = isNegative ? from + 1 : from; at < to; at++) number = number * 10 + (source.getUint8(at) - ZERO);
  return isNegative ? -number : number;
}

function startOfEntry(property: string): Buffer {
  const key = Buffer.from(property);
  const start = Buffer.alloc(fieldSize(key.length) + 1 + SLACK);
  start[0] = Tag.key;
  const end = writeVarint(start, 1, key.length) + key.copy(start, writeVarint(start, 1, key.length));
  start[end] = Tag.value;
  return start;
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
