import { createHmac, timingSafeEqual } from "node:crypto";
import { canonicalRequest, sha256, type SignedRequest } from "./canonicalRequest.js";

const FORM = /^SDK-HMAC-SHA256 Access=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const STAMP = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const MOST_SKEW_MS = 15 * 60 * 1000;

/** The access key of a valid signature; else the problem, with the signed headers when the signature does not fit them. */
export type Verdict = { accessKey: string } | { problem: string; signedNames?: readonly string[] };

/**
 * Checks the AK/SK signature of a request. It shares no code with the signer in src/auth.
 * @param secretKeyOf gives the secret key of an access key; undefined for an unknown one
 */
export function verifySignature(
  request: SignedRequest,
  secretKeyOf: (accessKey: string) => string | undefined,
  nowMs: number,
): Verdict {
  const [, accessKey = "", names = "", signature = ""] = FORM.exec(request.headers.authorization ?? "") ?? [];
  if (signature === "") return { problem: "authorization header is not SDK-HMAC-SHA256" };
  const secretKey = secretKeyOf(accessKey);
  if (secretKey === undefined) return { problem: `ak ${accessKey} not exist` };

  const stamp = request.headers["x-sdk-date"] ?? "";
  const sentMs = STAMP.test(stamp) ? Date.parse(stamp.replace(STAMP, "$1-$2-$3T$4:$5:$6Z")) : NaN;
  // NaN compares false, so this also refuses a stamp of another form.
  if (!(Math.abs(nowMs - sentMs) <= MOST_SKEW_MS)) {
    const serverStamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, "");
    const times = `signature time:${stamp},server time:${serverStamp}`;
    return { problem: `calc aksk signature fail:signature expired, ${times}` };
  }

  const signedNames = names.split(";");
  if (!signedNames.includes("x-sdk-date")) return { problem: "x-sdk-date is not signed" };
  if (
    names !==
    signedNames
      .map((name) => name.toLowerCase())
      .sort()
      .join(";")
  )
    return { problem: "SignedHeaders are not sorted in lower case" };

  const toSign = `SDK-HMAC-SHA256\n${stamp}\n${sha256(canonicalRequest(request, signedNames))}`;
  const expected = createHmac("sha256", secretKey).update(toSign).digest();
  if (timingSafeEqual(expected, Buffer.from(signature, "hex"))) return { accessKey };
  return { problem: "verify aksk signature fail", signedNames };
}
