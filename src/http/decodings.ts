/** A decoded text, and where each of its characters begins and ends in the original. */
export interface Decoding {
  text: string;
  starts: Uint32Array;
  ends: Uint32Array;
}

/** Each pass undoes one encoding, and nobody but an attacker applies more. */
const MOST_PASSES = 8;

/** Anything may be split by blanks, or by characters that `printable` replaces. A plus is a blank in a form. */
const BLANKS = /[\s+\p{Cc}\p{Cf}\ufffd]+/gu;

/** How URLs and forms, HTML and JSON write a character. No alternative backtracks, so matching takes linear time. */
const ENCODED = new RegExp(
  [
    "%([0-7][0-9a-f])",
    "((?:%[89a-f][0-9a-f])+)",
    "&(?:#(\\d{1,9})|#x([0-9a-f]{1,8})|([a-z]{2,8}));",
    "\\\\+(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\"'/bfnrtv]))?",
  ].join("|"),
  "gi",
);

/** HTML's names for ASCII characters. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", num: "#", excl: "!", dollar: "$", percnt: "%", lpar: "(" },
  ...{ rpar: ")", ast: "*", plus: "+", comma: ",", period: ".", sol: "/", colon: ":", semi: ";", equals: "=" },
  ...{ quest: "?", commat: "@", lsqb: "[", bsol: "\\", rsqb: "]", hat: "^", lowbar: "_", grave: "`", lcub: "{" },
  ...{ verbar: "|", rcub: "}", nbsp: " ", tab: " ", newline: " " },
};

/** The text without blanks, then with one encoding less each time, until none is left. */
export function* decodings(text: string): Generator<Decoding> {
  // First, because blanks may also split an encoded character.
  let decoding = withoutBlanks(text);
  yield decoding;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const next = decodeOnce(decoding);
    if (next.text.length === decoding.text.length) return;
    decoding = next;
    yield decoding;
  }
}

function withoutBlanks(text: string): Decoding {
  const bare = text.replace(BLANKS, "");
  const starts = new Uint32Array(bare.length);
  // The next character that was kept is never equal to a blank.
  for (let at = 0, kept = 0; kept < bare.length; at++) {
    if (text.charCodeAt(at) === bare.charCodeAt(kept)) starts[kept++] = at;
  }
  return { text: bare, starts, ends: starts.map((start) => start + 1) };
}

function decodeOnce({ text, starts, ends }: Decoding): Decoding {
  const next = { text: "", starts: new Uint32Array(text.length), ends: new Uint32Array(text.length) };
  let at = 0;
  const copyTo = (end: number) => {
    next.starts.set(starts.subarray(at, end), next.text.length);
    next.ends.set(ends.subarray(at, end), next.text.length);
    next.text += text.slice(at, end);
  };
  for (const match of text.matchAll(ENCODED)) {
    copyTo(match.index);
    at = match.index + match[0].length;
    const length = next.text.length;
    next.text += decode(match).replace(BLANKS, "");
    next.starts.fill(starts[match.index] as number, length, next.text.length);
    next.ends.fill(ends[at - 1] as number, length, next.text.length);
  }
  copyTo(text.length);
  return next;
}

function decode(match: RegExpExecArray): string {
  const [encoded, ascii, utf8, decimal, hex, name, unit, byte, escaped] = match as readonly (string | undefined)[];
  if (utf8 !== undefined) return Buffer.from(utf8.replaceAll("%", ""), "hex").toString();
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? encoded ?? "";
  if (decimal !== undefined) return character(Number(decimal));
  const digits = ascii ?? hex ?? unit ?? byte;
  if (digits !== undefined) return character(parseInt(digits, 16));
  // Before any other character, a backslash is a backslash.
  return escaped === undefined ? "\\" : escaped.replace(/[bfnrtv]/, " ");
}

function character(codePoint: number): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : "\ufffd";
}
