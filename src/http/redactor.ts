import { encodeComponent } from "./httpRequest.js";

const LONGEST = 600;
const SHORTEST_SECRET = 4;

/** Header values that gateways echo in their error messages, the parts of an AK/SK signature, and keys with Huawei Cloud's names for them; also URL-encoded. */
const CREDENTIAL_PATTERNS: readonly RegExp[] = [
  /((?:x-auth-token|x-subject-token|x-security-token|x-metadata-token|authorization|proxy-authorization|cookie)["']?\s*(?:[:=]|%3[AD])\s*["']?)(?:SDK-HMAC-SHA256 |Basic |Bearer )?[^\s"',;]+(?:, ?(?:SignedHeaders|Signature)=[^\s"',]+)*/gi,
  /((?:Access(?:_?key(?:_?id)?)?|Signature|password|secret(?:_?(?:access_?)?key)?|security_?token)["']?\s*(?:[:=]|%3[AD])\s*["']?)[^\s"',;&]+/gi,
];

/** Makes text from a server or a library safe to show: without secrets and control characters, and not too long. */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** Remembers a secret, which is then replaced wherever it appears, also URL-encoded or in base64. */
  add(secret: string | undefined): void {
    if (secret === undefined || secret.length < SHORTEST_SECRET) return;
    this.#secrets.add(secret);
    for (const encoded of [encodeURIComponent(secret), encodeComponent(secret)]) {
      this.#secrets.add(encoded);
      this.#secrets.add(encoded.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()));
    }
    this.#secrets.add(JSON.stringify(secret).slice(1, -1));
    // Without padding: if a text has it, the padding that remains reveals nothing.
    this.#secrets.add(Buffer.from(secret).toString("base64").replace(/=+$/, ""));
    this.#secrets.add(Buffer.from(secret).toString("base64url"));
  }

  /** Replaces only the known secrets. For our own messages, whose layout is kept. */
  strike(text: string): string {
    let result = text;
    for (const secret of [...this.#secrets].sort((a, b) => b.length - a.length)) {
      result = result.replaceAll(secret, "[redacted]");
    }
    return result;
  }

  /** For text from others: also replaces everything that looks like a credential, replaces control characters, and shortens the text. */
  redact(text: string): string {
    let result = this.strike(text);
    for (const pattern of CREDENTIAL_PATTERNS) result = result.replace(pattern, "$1[redacted]");
    // An escape sequence or line feed from a server could forge lines in a terminal or a log.
    result = result.replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, (run) => (/^\s+$/.test(run) ? " " : "\ufffd"));
    return result.length > LONGEST ? `${result.slice(0, LONGEST)}… (${result.length} characters)` : result;
  }
}
