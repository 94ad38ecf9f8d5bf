import type { IdentityProvider } from "./identityProvider.js";

/** Who a token is about. */
export interface Subject {
  subject: string;
}

/** Reads a JSON Web Token. Its signature is not checked: the emulator knows no keys of identity providers. */
export function readIdToken(
  token: unknown,
  { issuer, audience }: IdentityProvider,
  nowMs: number,
): Subject | { problem: string } {
  const claims = claimsOf(token);
  if (claims === undefined) return { problem: "the ID token is malformed" };
  if (claims.iss !== issuer) return { problem: "the issuer of the ID token is not that of the identity provider" };
  if (![claims.aud].flat().includes(audience)) return { problem: "the audience of the ID token is not allowed" };
  if (typeof claims.exp !== "number" || claims.exp * 1000 <= nowMs) return { problem: "the ID token has expired" };
  return { subject: String(claims.sub) };
}

function claimsOf(token: unknown): Record<string, unknown> | undefined {
  const payload = typeof token === "string" ? /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(token)?.[1] : undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload ?? "", "base64url").toString());
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
