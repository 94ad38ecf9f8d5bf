type Write = (text: string) => string;

/** The encodings that leave most letters as they are, alone and one on top of the other. */
export const ENCODINGS: Readonly<Record<string, Write>> = {
  "URL-encoded": encodeURIComponent,
  "URL-encoded in small letters": (text) => encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase()),
  "doubly URL-encoded": (text) => encodeURIComponent(encodeURIComponent(text)),
  "URL-encoded three times": (text) => encodeURIComponent(encodeURIComponent(encodeURIComponent(text))),
  "form-encoded": formEncoded,
  "doubly form-encoded": (text) => formEncoded(formEncoded(text)),
  "form-encoded, then HTML-escaped": (text) => htmlEscaped(formEncoded(text)),
  "HTML-escaped": htmlEscaped,
  "doubly HTML-escaped": (text) => htmlEscaped(htmlEscaped(text)),
  "HTML-escaped by numbers": (text) => text.replace(/["'&<>/+=:]/g, (char) => `&#${char.charCodeAt(0)};`),
  "HTML-escaped by hexadecimal numbers": (text) =>
    text.replace(/["'&<>/+=:]/g, (char) => `&#x${char.charCodeAt(0).toString(16)};`),
  "HTML-escaped by the names of HTML 5": (text) =>
    htmlEscaped(text).replace(/[/+=:]/g, (char) => `&${{ "/": "sol", "+": "plus", "=": "equals" }[char] ?? "colon"};`),
  "HTML-escaped, then URL-encoded": (text) => encodeURIComponent(htmlEscaped(text)),
  "HTML-escaped, then URL-encoded, and both again": (text) => inHtmlInUrl(inHtmlInUrl(text)),
  "in JSON": inJson,
  "in JSON within JSON": (text) => inJson(inJson(text)),
  "in JSON with escaped slashes": (text) => inJson(text).replaceAll("/", "\\/"),
  "in JSON, then URL-encoded": (text) => encodeURIComponent(inJson(text)),
};

/** The ways in which careless servers and gateways write a secret that they were sent. */
export const SECRET_FORMS: Readonly<Record<string, Write>> = {
  "as they are": (secret) => secret,
  ...ENCODINGS,
  "URL-encoded to the last letter": (secret) => hex(secret).replace(/../g, "%$&"),
  "HTML-escaped to the last letter": (secret) =>
    Array.from(secret, (char) => `&#${char.codePointAt(0) ?? 0};`).join(""),
  "in JSON with numbers": (secret) =>
    secret.replace(/[^a-z]/gi, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "in a string with bytes in hex": (secret) =>
    secret.replace(/[!-/:-@]/g, (char) => `\\x${char.charCodeAt(0).toString(16)}`),
  "in hex": hex,
  "in hex in capitals": (secret) => hex(secret).toUpperCase(),
  "in base64": (secret) => base64(secret),
  "in base64url": (secret) => Buffer.from(secret).toString("base64url"),
  "in base64 behind one byte": (secret) => base64(`:${secret}: and more`),
  "in base64 behind two bytes": (secret) => base64(`a:${secret}`),
  "in base64 behind three bytes": (secret) => base64(`ab:${secret}:`),
  "in base64url behind four bytes": (secret) => Buffer.from(`abc:${secret}:`).toString("base64url"),
  "in base64url behind five bytes": (secret) => Buffer.from(`user:${secret}?>`).toString("base64url"),
  "in base64, URL-encoded": (secret) => encodeURIComponent(base64(secret)),
  "in JSON in base64": (secret) => base64(JSON.stringify({ password: secret })),
  "in lines of base64": (secret) => inLines(base64(`user:${secret}?>`), "\r\n"),
  "in lines of hex": (secret) => inLines(hex(secret), "\n"),
  "broken by a line end": (secret) => inLines(secret, "\n"),
  "broken by a line end and a tab, as a header": (secret) => inLines(secret, "\r\n\t"),
  "URL-encoded and broken by a line end": (secret) => inLines(encodeURIComponent(secret), "\n"),
  "broken by an escaped line end": (secret) => inJson(inLines(secret, "\r\n")),
  "broken by a URL-encoded line end": (secret) => encodeURIComponent(inLines(secret, "\r\n")),
  "broken by an HTML-escaped line end": (secret) => inLines(htmlEscaped(secret), "&#13;&#10;"),
  "with a blank behind each character": (secret) => Array.from(secret).join(" "),
};

function hex(text: string): string {
  return Buffer.from(text).toString("hex");
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function formEncoded(text: string): string {
  return new URLSearchParams({ text }).toString().slice("text=".length);
}

const MARKS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function htmlEscaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark);
}

/** Each encoding hides the marks of the one before it. */
function inHtmlInUrl(text: string): string {
  return encodeURIComponent(text.replace(/["'&<>%#;/+]/g, (char) => `&#${char.charCodeAt(0)};`));
}

/** Broken after every eleven characters, whatever stands there. */
function inLines(text: string, lineEnd: string): string {
  return text.match(/[^]{1,11}/g)?.join(lineEnd) ?? "";
}
