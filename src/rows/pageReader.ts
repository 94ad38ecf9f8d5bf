import { isUtf8 } from "node:buffer";
import { Char, JsonCursor, NOT_PLAIN } from "./jsonCursor.js";
import type { PackedRow } from "./packedRow.js";
import type { RowFormat } from "./rowFormat.js";
import { RowWriter, SLACK } from "./rowWriter.js";

/** Larger pages need the checks that stand before JSON.parse. */
const LARGEST_BYTES = 256 * 1024;

const TOTAL_NUM = Buffer.from("total_num");
const DATA_LIST = Buffer.from("data_list");

export interface ReadRows<Row> {
  totalNum: number;
  rows: PackedRow<Row>[];
}

/**
 * Reads a page of a list straight from its JSON, and makes no objects of it. It knows JSON of the plainest kind only, and
 * takes nothing that a closer look would refuse.
 */
export class PageReader<Row> {
  readonly #format: RowFormat;
  readonly #names: readonly Buffer[];
  /** The column that stood at each place of the last row: it does in the next one, too. */
  readonly #columnAt: number[] = [];
  /** The last row that had a value in each column, by its number. */
  readonly #lastRow: Int32Array;
  readonly #writer: RowWriter;
  /** The page that is being read: one after another in the same memory, with room behind it. */
  #source = Buffer.alloc(0);
  #sourceView = new DataView(this.#source.buffer);

  constructor(format: RowFormat) {
    this.#format = format;
    this.#names = format.columns.map(({ name }) => Buffer.from(name));
    this.#lastRow = new Int32Array(this.#names.length);
    this.#writer = new RowWriter(format);
  }

  /**
   * @param body the page's bytes in pieces
   * @returns undefined where the page is not that plain, or is wrong: JSON.parse and a schema can tell which.
   */
  read(body: readonly Buffer[]): ReadRows<Row> | undefined {
    const length = body.reduce((sum, piece) => sum + piece.length, 0);
    if (length > LARGEST_BYTES) return undefined;
    const bytes = this.#joined(body, length);
    if (!isUtf8(bytes)) return undefined;
    try {
      return this.#page(bytes);
    } catch (error) {
      if (error === NOT_PLAIN) return undefined;
      throw error;
    }
  }

  #joined(body: readonly Buffer[], length: number): Buffer {
    if (this.#source.length < length + SLACK) {
      const room = Buffer.allocUnsafeSlow(2 * length + SLACK);
      this.#source = room;
      this.#sourceView = new DataView(room.buffer, room.byteOffset, room.length);
    }
    let at = 0;
    for (const piece of body) at += piece.copy(this.#source, at);
    return this.#source.subarray(0, length);
  }

  #page(bytes: Buffer): ReadRows<Row> {
    const json = new JsonCursor(bytes);
    this.#writer.clear();
    let totalNum: number | undefined;
    let listed = false;
    json.expect(Char.openBrace);
    do {
      json.string();
      const [isTotal, isList] = [json.spells(TOTAL_NUM), json.spells(DATA_LIST)];
      json.expect(Char.colon);
      if ((isTotal && totalNum !== undefined) || (isList && listed)) throw NOT_PLAIN;
      if (isTotal) totalNum = json.wholeNumber();
      else if (isList) listed = this.#rows(json);
      else json.skip();
    } while (json.takes(Char.comma));
    json.expect(Char.closeBrace);
    json.expectEnd();
    if (totalNum === undefined || !listed) throw NOT_PLAIN;
    return { totalNum, rows: this.#writer.take() };
  }

  #rows(json: JsonCursor): true {
    json.expect(Char.openBracket);
    if (json.takes(Char.closeBracket)) return true;
    this.#lastRow.fill(-1);
    let row = 0;
    do {
      this.#row(json, row++);
      this.#writer.write(this.#sourceView);
    } while (json.takes(Char.comma));
    json.expect(Char.closeBracket);
    return true;
  }

  #row(json: JsonCursor, row: number): void {
    const { columns, longestText } = this.#format;
    const { spans } = this.#writer;
    spans.fill(0);
    json.expect(Char.openBrace);
    let place = 0;
    do {
      json.string();
      const column = this.#column(json, place++);
      json.expect(Char.colon);
      if (column < 0) {
        json.skip();
        continue;
      }
      // Of two by the same name the last one counts, which is for JSON.parse to say.
      if (this.#lastRow[column] === row) throw NOT_PLAIN;
      this.#lastRow[column] = row;
      if (json.takesNull()) continue;
      if (columns[column]?.isText === true) {
        json.string();
        if (json.to - json.from > longestText) throw NOT_PLAIN;
      } else {
        json.wholeNumber();
      }
      spans[2 * column] = json.from;
      spans[2 * column + 1] = json.to;
    } while (json.takes(Char.comma));
    json.expect(Char.closeBrace);
  }

  /** @returns -1 where the last string is the name of none. */
  #column(json: JsonCursor, place: number): number {
    const names = this.#names;
    const guess = this.#columnAt[place];
    if (guess !== undefined && json.spells(names[guess] as Buffer)) return guess;
    for (let column = 0; column < names.length; column++) {
      if (!json.spells(names[column] as Buffer)) continue;
      // As often as there are columns; an object may have any number of other members.
      if (place < names.length) this.#columnAt[place] = column;
      return column;
    }
    return -1;
  }
}
