import type { RowFormat } from "./rowFormat.js";
import { unpackRow } from "./unpackRow.js";

/** 64 bits that tell a row from others by its identity. */
export interface Fingerprint {
  /** Whole numbers of 32 bits, not both 0. */
  readonly low: number;
  readonly high: number;
}

/** One row of a page in the form in which the engine gets it: an item of a google.protobuf.ListValue, always a Struct. */
export class PackedRow<Row> implements Fingerprint {
  readonly #format: RowFormat;
  /** Of the whole page. The row lies in them from `start` to `end`, and the next one behind it. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;

  constructor(format: RowFormat, bytes: Buffer, start: number, end: number, low: number, high: number) {
    this.#format = format;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.low = low;
    this.high = high;
  }

  unpack(): Row {
    return unpackRow(this.#format, this.bytes, this.start) as Row;
  }
}
