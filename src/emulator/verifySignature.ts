import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export interface SignedRequest {
  method: string;
  /** Path and query as they stood in the request line. */
  target: string;
  /** By names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

const FORM = /^SDK-HMAC-SHA256 Access=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const MOST_SKEW_MS = 15 * 60 * 1000;

export type Verdict = { ok: true; accessKey: string } | { ok: false; problem: string };

/**
 * Checks an AK/SK signature from what arrived, as a server must: nothing here is shared with the signer.
 * @param secretKeyOf gives the secret key of an access key, or undefined when there is no such key.
 */
export function verifySignature(
  request: SignedRequest,
  secretKeyOf: (accessKey: string) => string | undefined,
  nowMs: number,
): Verdict {
  const [, accessKey = "", names = "", signature = ""] = FORM.exec(request.headers.authorization ?? "") ?? [];
  if (signature === "") return { ok: false, problem: "authorization header is not SDK-HMAC-SHA256" };
  const secretKey = secretKeyOf(accessKey);
  if (secretKey === undefined) return { ok: false, problem: "access key does not exist" };
  const stamp = request.headers["x-sdk-date"] ?? "";
  const sentMs = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!(Math.abs(nowMs - sentMs) <= MOST_SKEW_MS)) return { ok: false, problem: "signature expired" };
  const signedNames = names.split(";");
  if (!signedNames.includes("x-sdk-date")) return { ok: false, problem: "x-sdk-date is not signed" };

  const [path = "", query = ""] = request.target.split("?", 2);
  const hash = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
  const canonical =
    `${request.method}\n${withSlash(path)}\n${sortedQuery(query)}\n` +
    signedNames.map((name) => `${name}:${(request.headers[name] ?? "").trim()}\n`).join("") +
    `\n${names}\n${hash(request.body)}`;
  const expected = createHmac("sha256", secretKey)
    .update(`SDK-HMAC-SHA256\n${stamp}\n${hash(canonical)}`)
    .digest();
  const same = timingSafeEqual(expected, Buffer.from(signature, "hex"));
  return same ? { ok: true, accessKey } : { ok: false, problem: "verify aksk signature fail" };
}

function withSlash(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

/** Decodes what arrived and encodes it anew, by RFC 3986, as the order is one of decoded names. */
function sortedQuery(query: string): string {
  if (query === "") return "";
  const pairs = query.split("&").map((pair) => {
    const cut = pair.indexOf("=");
    const [name, value] = cut < 0 ? [pair, ""] : [pair.slice(0, cut), pair.slice(cut + 1)];
    return [decodeURIComponent(name), decodeURIComponent(value)] as const;
  });
  pairs.sort(([a, x], [b, y]) => (a === b ? Number(x > y) - Number(x < y) : Number(a > b) - Number(a < b)));
  return pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&");
}

function percentEncode(text: string): string {
  return [...Buffer.from(text, "utf8")]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9._~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}
