import { createHash } from "node:crypto";

export interface SignedRequest {
  method: string;
  /** Path and query as in the request line. */
  target: string;
  /** By name in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/** The text that an AK/SK signature covers. */
export function canonicalRequest(request: SignedRequest, signedNames: readonly string[]): string {
  const [path, query] = cutAt(request.target, "?");
  const headerLines = signedNames.map((name) => `${name}:${headerValue(request, name).trim()}\n`).join("");
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    headerLines,
    signedNames.join(";"),
    sha256(request.body),
  ].join("\n");
}

export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** A signed name such as "constructor" must not find a property that every object inherits. */
function headerValue({ headers }: SignedRequest, name: string): string {
  return (Object.hasOwn(headers, name) ? headers[name] : undefined) ?? "";
}

/** Only the signed form ends with a slash. */
function canonicalPath(path: string): string {
  const segments = path.split("/").map((segment) => encode(decode(segment)));
  return `${segments.join("/").replace(/\/$/, "")}/`;
}

/** Sorted by decoded name, then by decoded value. */
function canonicalQuery(query: string): string {
  if (query === "") return "";
  const pairs = query.split("&").map((pair) => {
    const [name, value] = cutAt(pair, "=");
    return { name: decode(name), value: decode(value) };
  });
  pairs.sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value));
  return pairs.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join("&");
}

function cutAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** "+" stays a plus. A client must send a space as it signs it: "%20". */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As RFC 3986: letters, digits and `-._~` stay, and every other byte is encoded. */
function encode(text: string): string {
  return [...Buffer.from(text, "utf8")]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
