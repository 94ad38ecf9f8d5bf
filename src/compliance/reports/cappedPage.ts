import { counted } from "../counted.js";

interface Frame {
  head: readonly string[];
  foot: readonly string[];
}

interface List extends Frame {
  /** What one line is about. */
  noun: string;
  /** How many of these each line is about. Default: one. */
  counts?: readonly number[];
  /** The part of the room that the list may take. Default: all. */
  share?: number;
}

interface Sections<Item> {
  /** The section that an item belongs to. */
  keyOf: (item: Item) => string;
  frameOf: (key: string) => Frame;
  lineOf: (item: Item) => string;
  /** What one line is about. */
  noun: string;
}

/** A page of limited length. Lines that do not fit are left out, and the page says how many. */
export class CappedPage {
  readonly #lines: string[] = [];
  readonly #leftOut = new Map<string, number>();
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  add(lines: readonly string[]): void {
    this.#lines.push(...lines);
    this.#room -= lengthOf(lines);
  }

  list(lines: readonly string[], { head, foot, noun, counts = lines.map(() => 1), share = 1 }: List): void {
    let room = this.#room * share - lengthOf([...head, ...foot]);
    const fitting: string[] = [];
    for (const line of lines) {
      room -= line.length + 1;
      if (room < 0) break;
      fitting.push(line);
    }
    if (fitting.length > 0) this.add([...head, ...fitting, ...foot]);
    this.#leave(
      counts.slice(fitting.length).reduce((sum, count) => sum + count, 0),
      noun,
    );
  }

  /** Adds items until one does not fit, each in its section. */
  sections<Item>(items: readonly Item[], { keyOf, frameOf, lineOf, noun }: Sections<Item>): void {
    const sections = new Map<string, Frame & { lines: string[] }>();
    let room = this.#room;
    let taken = 0;
    for (const item of items) {
      const key = keyOf(item);
      const section = sections.get(key) ?? { ...frameOf(key), lines: [] };
      const frame = section.lines.length === 0 ? lengthOf([...section.head, ...section.foot]) : 0;
      const line = lineOf(item);
      room -= frame + line.length + 1;
      if (room < 0) break;
      section.lines.push(line);
      sections.set(key, section);
      taken++;
    }
    for (const { head, lines, foot } of sections.values()) this.add([...head, ...lines, ...foot]);
    this.#leave(items.length - taken, noun);
  }

  text(): string {
    const leftOut = [...this.#leftOut].map(([noun, count]) => counted(count, noun));
    const note =
      leftOut.length === 0 ? [] : [`**… and ${leftOut.join(", ")} more**, which do not fit into a comment.`, ""];
    return [...this.#lines, ...note].map((line) => `${line}\n`).join("");
  }

  #leave(count: number, noun: string): void {
    if (count > 0) this.#leftOut.set(noun, count);
  }
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
