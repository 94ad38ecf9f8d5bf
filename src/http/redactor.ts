import { printableLine } from "../errors/printable.js";
import { decodings } from "./decodings.js";

/** The most characters of a server's words that are shown. */
const LONGEST = 200;
/** The most characters of a server's words that are read. */
const LONGEST_READ = 16_384;
const SHORTEST_SECRET = 4;
/** A shorter beginning of a secret could be an ordinary word. */
const SHORTEST_BEGINNING = 8;

/** The characters between a name and its value, as they are and encoded for URLs, HTML and JSON. */
const QUOTE = String.raw`(?:\\*["']|%(?:25)*2[27]|&(?:amp;)*(?:quot|apos|#3[49]|#x2[27]);)?`;
const BLANKS = String.raw`(?:[\s+]|%(?:25)*2[0B])*`;
const IS = `${QUOTE}${BLANKS}(?:[:=]|%(?:25)*3[AD]|&(?:amp;)*(?:colon|equals|#58|#61|#x3[ad]);)${BLANKS}${QUOTE}`;
const ENTITY = String.raw`&(?:amp;)*#?\w{1,8};`;

/** Headers that gateways repeat in their error messages, the parts of an AK/SK signature, and credentials by Huawei Cloud's names for them. */
const CREDENTIAL_PATTERNS: readonly RegExp[] = [
  new RegExp(
    String.raw`((?:x-auth-token|x-subject-token|x-security-token|x-metadata-token|authorization|proxy-authorization|cookie)${IS})` +
      String.raw`(?:SDK-HMAC-SHA256 |Basic |Bearer )?(?:${ENTITY}|[^\s"',;])+(?:, ?(?:SignedHeaders|Signature)=[^\s"',]+)*`,
    "gi",
  ),
  new RegExp(
    String.raw`((?:Access(?:_?key(?:_?id)?)?|Signature|password|secret(?:_?(?:access_?)?key)?|security_?token)${IS})(?:${ENTITY}|[^\s"',;&])+`,
    "gi",
  ),
];

/** Keeps secrets out of what is shown. */
export class Redactor {
  readonly #secrets = new Set<string>();
  /** The secrets as `decodedForms` writes them. */
  readonly #decoded = new Set<string>();

  /** Remembers a secret: `redact` takes it out wherever it appears, even if it is encoded or split by blanks. */
  add(secret: string | undefined): void {
    if (secret === undefined || secret.length < SHORTEST_SECRET || this.#secrets.has(secret)) return;
    this.#secrets.add(secret);
    for (const form of decodedForms(secret)) if (form.length >= SHORTEST_SECRET) this.#decoded.add(form);
  }

  /** Takes the known secrets out of a text. */
  redact(text: string): string {
    const places: Place[] = [];
    for (const secret of this.#secrets) {
      for (const place of placesOf(secret, text)) places.push(place);
    }
    for (const decoding of decodings(text)) {
      for (const form of this.#decoded) {
        for (const { start, end } of placesOf(form, decoding.text)) {
          places.push({ start: decoding.starts[start] as number, end: decoding.ends[end - 1] as number });
        }
      }
    }
    return without(text, places);
  }

  /**
   * A server's words for a message of ours: without known secrets and without what looks like a credential, on one line,
   * and at most 200 characters, because gateways repeat whole requests in their messages.
   */
  quote(words: string): string {
    let result = this.redact(words.slice(0, LONGEST_READ));
    for (const pattern of CREDENTIAL_PATTERNS) result = result.replace(pattern, "$1[redacted]");
    result = printableLine(result.replace(/\s+/g, " ")).trim();
    return result.length > LONGEST ? `${result.slice(0, LONGEST - 1)}…` : result;
  }
}

interface Place {
  start: number;
  end: number;
}

/** The places of a form of a secret in a text. If the text was cut, it may end with the beginning of the form. */
function* placesOf(form: string, text: string): Generator<Place> {
  for (let start = text.indexOf(form); start >= 0; start = text.indexOf(form, start + form.length)) {
    yield { start, end: start + form.length };
  }
  const beginning = form.slice(0, SHORTEST_BEGINNING);
  let start = text.indexOf(beginning, Math.max(0, text.length - form.length + 1));
  while (start >= 0 && !form.startsWith(text.slice(start))) start = text.indexOf(beginning, start + 1);
  if (start >= 0) yield { start, end: text.length };
}

/** @param places may overlap */
function without(text: string, places: Place[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of places.sort((a, b) => a.start - b.start)) {
    if (start >= at) result += `${text.slice(at, start)}[redacted]`;
    at = Math.max(at, end);
  }
  return result + text.slice(at);
}

/** The secret as it appears in a decoded text: as it is, in hex and in base64, because these two are not decoded. */
function decodedForms(secret: string): string[] {
  const texts = [...new Set([secret, JSON.stringify(secret).slice(1, -1)])];
  const hex = texts.map((text) => Buffer.from(text).toString("hex"));
  const decoded = [...decodings(secret)].at(-1)?.text ?? "";
  // A backslash at the end may be taken for the escape of what follows it.
  return [
    decoded,
    decoded.replace(/\\$/, ""),
    ...hex,
    ...hex.map((digits) => digits.toUpperCase()),
    ...texts.flatMap(base64Of),
  ];
}

/** A text in the base64 of a longer text, without pluses, because decoding removes them. */
function base64Of(text: string): string[] {
  return (["base64", "base64url"] as const).flatMap((alphabet) =>
    // Base64 encodes groups of three bytes. The text may begin at any of the three.
    [0, 1, 2].map((before) => {
      const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
      // A character holds six bits. Leave out characters that also hold bits of the bytes around the text.
      const [start, end] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
      return bytes.toString(alphabet).slice(start, end).replaceAll("+", "");
    }),
  );
}
