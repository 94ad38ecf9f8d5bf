/** Thrown where the JSON is not of the plain kind, and also where it is none. */
export const NOT_PLAIN = new Error("not plain JSON");

/** What JSON is made of, in ASCII. */
export const Char = {
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;
/** As many as a double holds exactly, whatever they are. */
const MOST_DIGITS = 15;
const LITERALS = ["null", "true", "false"].map((word) => Buffer.from(word));
const [NULL] = LITERALS as [Buffer];

/** Reads JSON of the plainest kind from valid UTF-8: strings without escapes, whole numbers, no values inside others unasked. */
export class JsonCursor {
  readonly #bytes: Buffer;
  #at = 0;
  /** Where the last string or number begins in the bytes, and where it ends. */
  from = 0;
  to = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  takes(char: number): boolean {
    // Services write none, so that nearly always the first look tells.
    let next = this.#bytes[this.#at] as number;
    if (next !== char && next <= SPACE) next = this.#nextChar();
    if (next !== char) return false;
    this.#at++;
    return true;
  }

  expect(char: number): void {
    if (!this.takes(char)) throw NOT_PLAIN;
  }

  expectEnd(): void {
    this.#nextChar();
    if (this.#at < this.#bytes.length) throw NOT_PLAIN;
  }

  string(): void {
    this.expect(Char.quote);
    const bytes = this.#bytes;
    const { length } = bytes;
    let at = this.#at;
    this.from = at;
    for (; at < length; at++) {
      const char = bytes[at] as number;
      if (char === Char.quote) break;
      if (char === BACKSLASH || char < SPACE) throw NOT_PLAIN;
    }
    if (at === length) throw NOT_PLAIN;
    this.to = at;
    this.#at = at + 1;
  }

  /** A number without sign, fraction and exponent. */
  wholeNumber(): number {
    this.#nextChar();
    const bytes = this.#bytes;
    let at = this.#at;
    this.from = at;
    let number = 0;
    for (; (bytes[at] as number) >= ZERO && (bytes[at] as number) <= NINE; at++) {
      number = number * 10 + (bytes[at] as number) - ZERO;
    }
    const digits = at - this.from;
    if (digits === 0 || digits > MOST_DIGITS || (digits > 1 && bytes[this.from] === ZERO)) throw NOT_PLAIN;
    this.to = at;
    this.#at = at;
    return number;
  }

  takesNull(): boolean {
    return this.#nextChar() === NULL[0] && this.#takesWord(NULL);
  }

  /** Passes over a value that nobody asked for. */
  skip(): void {
    const char = this.#nextChar();
    if (char === Char.quote) this.string();
    else if (!LITERALS.some((word) => this.#takesWord(word))) this.wholeNumber();
  }

  /** Whether the last string is this one. */
  spells(text: Buffer): boolean {
    const { length } = text;
    if (this.to - this.from !== length) return false;
    const bytes = this.#bytes;
    const { from } = this;
    for (let index = 0; index < length; index++) if (bytes[from + index] !== text[index]) return false;
    return true;
  }

  #takesWord(word: Buffer): boolean {
    for (let index = 0; index < word.length; index++) if (this.#bytes[this.#at + index] !== word[index]) return false;
    this.#at += word.length;
    return true;
  }

  /** Goes to the first character that is no white space. */
  #nextChar(): number {
    const bytes = this.#bytes;
    let char = bytes[this.#at] as number;
    while (char === SPACE || char === LINE_FEED || char === CARRIAGE_RETURN || char === TAB) {
      char = bytes[++this.#at] as number;
    }
    return char;
  }
}
