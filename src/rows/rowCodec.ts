import { isUtf8 } from "node:buffer";
import { PackedRow } from "./packedRow.js";
import type { RowFormat } from "./rowFormat.js";
import { rowsWasm } from "./rowsWasm.js";
import { Tag, fieldSize, writeVarint } from "./wireFormat.js";

/** What assembly/rows.ts exports; a `usize` is an address in its memory. */
interface Rows {
  memory: WebAssembly.Memory;
  words: WebAssembly.Global;
  marks: WebAssembly.Global;
  output: WebAssembly.Global;
  totalNum: WebAssembly.Global;
  addColumn(name: number, nameSize: number, start: number, startSize: number, isText: boolean, isId: boolean): void;
  setLongestText(bytes: number): void;
  reserve(bytes: number): number;
  read(): number;
  setValue(column: number, from: number, to: number): void;
  write(): void;
}

/** Larger pages need the checks that stand before JSON.parse. */
const LARGEST_BYTES = 256 * 1024;

let compiled: WebAssembly.Module | undefined;

/** Packs the rows of one list. */
export class RowCodec<Row extends object> {
  readonly #format: RowFormat;
  #loaded: Rows | undefined;

  constructor(format: RowFormat) {
    this.#format = format;
  }

  /**
   * Reads a page straight from its JSON.
   * @param body the page's bytes, in pieces
   * @returns undefined where it is not as plain as JSON mostly is, or wrong: JSON.parse and a schema can tell which.
   */
  read(body: readonly Buffer[]): { totalNum: number; rows: PackedRow<Row>[] } | undefined {
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    if (length > LARGEST_BYTES) return undefined;
    const rows = this.#rows;
    if (!isUtf8(put(rows, body, length))) return undefined;
    const count = rows.read();
    return count < 0 ? undefined : { totalNum: rows.totalNum.value, rows: this.#take(count) };
  }

  /** Packs rows that were read as objects. */
  pack(objects: readonly Row[]): PackedRow<Row>[] {
    const rows = this.#rows;
    return objects.flatMap((row) => {
      const values = row as Readonly<Record<string, string | number | undefined>>;
      const texts = this.#format.columns.map(({ property }) => Buffer.from(String(values[property] ?? "")));
      const length = texts.reduce((sum, text) => sum + text.length, 0);
      let from = put(rows, texts, length).byteOffset;
      texts.forEach((text, column) => {
        rows.setValue(column, from, (from += text.length));
      });
      rows.write();
      return this.#take(1);
    });
  }

  #take(count: number): PackedRow<Row>[] {
    const { memory, marks, output } = this.#rows;
    const mark = new Int32Array(memory.buffer, marks.value, 3 * count);
    const length = mark[3 * count - 3] ?? 0;
    const bytes = Buffer.from(new Uint8Array(memory.buffer, output.value, length));
    const taken: PackedRow<Row>[] = [];
    let start = 0;
    for (let at = 0; at < mark.length; at += 3) {
      const [end, low, high] = [mark[at] as number, mark[at + 1] as number, mark[at + 2] as number];
      taken.push(new PackedRow(this.#format, bytes, start, end, low, high));
      start = end;
    }
    return taken;
  }

  get #rows(): Rows {
    this.#loaded ??= load(this.#format);
    return this.#loaded;
  }
}

function load({ columns, identity, longestText }: RowFormat): Rows {
  compiled ??= new WebAssembly.Module(rowsWasm());
  const rows = new WebAssembly.Instance(compiled).exports as Rows;
  rows.setLongestText(longestText);
  let at = rows.words.value;
  const word = (bytes: Buffer): [number, number] => {
    new Uint8Array(rows.memory.buffer).set(bytes, at);
    at += bytes.length;
    return [at - bytes.length, bytes.length];
  };
  columns.forEach(({ name, property, isText }, index) => {
    rows.addColumn(...word(Buffer.from(name)), ...word(startOfEntry(property)), isText, identity.includes(index));
  });
  return rows;
}

/** Puts bytes where they are read from. */
function put(rows: Rows, pieces: readonly Buffer[], length: number): Buffer {
  const source = rows.reserve(length);
  const bytes = Buffer.from(rows.memory.buffer, source, length);
  let at = 0;
  for (const piece of pieces) at += piece.copy(bytes, at);
  return bytes;
}

/** The key of an entry in google.protobuf.Struct.fields, and the tag of the value behind it. */
function startOfEntry(property: string): Buffer {
  const key = Buffer.from(property);
  const start = Buffer.alloc(fieldSize(key.length) + 1);
  start[0] = Tag.key;
  const keyAt = writeVarint(start, 1, key.length);
  start[keyAt + key.copy(start, keyAt)] = Tag.value;
  return start;
}
