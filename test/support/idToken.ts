import { defaultIdentityProviders, type IdentityProvider } from "../../src/emulator/iam/identityProvider.js";

/** The identity provider that the emulator knows. */
export const IDP = defaultIdentityProviders()[0] as IdentityProvider;

/** Seconds. */
const DAY_S = 24 * 60 * 60;

/** A token of that provider, valid for a day, because tests make it long before they run. Other claims replace its own. */
export function idToken(claims: Record<string, unknown> = {}, nowMs = Date.now()): string {
  const { issuer, audience } = IDP;
  const valid = { iss: issuer, aud: audience, sub: "repo:example/app:ref:refs/heads/main", exp: nowMs / 1000 + DAY_S };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256", typ: "JWT" })}.${part({ ...valid, ...claims })}.emulated-id-token`;
}
