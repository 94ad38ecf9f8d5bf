import { printableLine } from "../errors/printable.js";
import { encodeComponent } from "./httpRequest.js";

/** The most characters of a server's words that are shown. */
const LONGEST = 200;
const SHORTEST_SECRET = 4;

/** Header values that gateways echo in their error messages, the parts of an AK/SK signature, and keys by the names that Huawei Cloud has for them; also URL-encoded. */
const CREDENTIAL_PATTERNS: readonly RegExp[] = [
  /((?:x-auth-token|x-subject-token|x-security-token|x-metadata-token|authorization|proxy-authorization|cookie)["']?\s*(?:[:=]|%3[AD])\s*["']?)(?:SDK-HMAC-SHA256 |Basic |Bearer )?[^\s"',;]+(?:, ?(?:SignedHeaders|Signature)=[^\s"',]+)*/gi,
  /((?:Access(?:_?key(?:_?id)?)?|Signature|password|secret(?:_?(?:access_?)?key)?|security_?token)["']?\s*(?:[:=]|%3[AD])\s*["']?)[^\s"',;&]+/gi,
];

/** Keeps secrets out of what is shown. */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** Remembers a secret, so that it is taken out wherever it appears, also URL-encoded or in base64. */
  add(secret: string | undefined): void {
    if (secret === undefined || secret.length < SHORTEST_SECRET) return;
    this.#secrets.add(secret);
    for (const encoded of [encodeURIComponent(secret), encodeComponent(secret)]) {
      this.#secrets.add(encoded);
      this.#secrets.add(encoded.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()));
    }
    this.#secrets.add(JSON.stringify(secret).slice(1, -1));
    // Without padding: what is left of it where there was some gives nothing away.
    this.#secrets.add(Buffer.from(secret).toString("base64").replace(/=+$/, ""));
    this.#secrets.add(Buffer.from(secret).toString("base64url"));
  }

  /** Takes the known secrets out of a text. */
  redact(text: string): string {
    let result = text;
    for (const secret of [...this.#secrets].sort((a, b) => b.length - a.length)) {
      result = result.replaceAll(secret, "[redacted]");
    }
    return result;
  }

  /**
   * A server's words for a message of ours: without known secrets and without what looks like a credential, on one line,
   * and at most 200 characters, because gateways repeat whole requests in their messages.
   */
  quote(words: string): string {
    let result = this.redact(words);
    for (const pattern of CREDENTIAL_PATTERNS) result = result.replace(pattern, "$1[redacted]");
    result = printableLine(result.replace(/\s+/g, " ")).trim();
    return result.length > LONGEST ? `${result.slice(0, LONGEST - 1)}…` : result;
  }
}
