/** A text, and where each of its characters stood in the text that it was decoded from. */
export interface Decoding {
  text: string;
  starts: Uint32Array;
  ends: Uint32Array;
}

/** Enough for HTML in a URL in JSON. One pass also undoes an encoding that was applied several times. */
const MOST_PASSES = 4;

/** Blanks may break anything, and so may what `printable` replaces. A plus is a blank in a form. */
const BLANKS = /[\s+\p{Cc}\p{Cf}\ufffd]+/gu;

/**
 * What URLs and forms, HTML and JSON have in place of a character, also when it was encoded several times (`%2525`, `&amp;amp;`).
 * No alternative gives back what it took, so the time is linear.
 */
const ENCODED = new RegExp(
  [
    "%(?:25)*([0-7][0-9a-f])",
    "((?:%(?:25)*[89a-f][0-9a-f])+)",
    "&(?:amp;)*(?:#(\\d{1,9})|#x([0-9a-f]{1,8})|([a-z]{2,8}));",
    "\\\\+(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\"'/bfnrtv]|$))?",
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

/** The text without blanks, and then with fewer and fewer encodings, until none are left. */
export function* decodings(text: string): Generator<Decoding> {
  // First, as blanks may also break what an encoding wrote.
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
  // A blank differs from the next character that was kept.
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

function decode([encoded, ascii, utf8, decimal, hex, name, unit, byte, escaped]: readonly (
  string | undefined
)[]): string {
  if (utf8 !== undefined) return Buffer.from(utf8.replace(/%(?:25)*/g, ""), "hex").toString();
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? encoded ?? "";
  if (decimal !== undefined) return character(Number(decimal));
  const digits = ascii ?? hex ?? unit ?? byte;
  if (digits !== undefined) return character(parseInt(digits, 16));
  // Without any of these after it, a backslash stands for itself.
  return escaped === undefined ? "\\" : escaped.replace(/[bfnrtv]/, " ");
}

function character(codePoint: number): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : "\ufffd";
}
