import type { Credential } from "./credential.js";
import type { CredentialValues, Label } from "./credentialFrom.js";
import type { Problem } from "./credentialSource.js";

/** Makes a credential of an identity provider and its token; undefined when the source names neither. */
export function federationFrom(
  place: string,
  { idpId, idToken, idTokenFile }: CredentialValues,
  labelOf: Label,
): { credential: Credential } | { broken: Problem } | undefined {
  const label = (key: keyof CredentialValues) => labelOf(key) ?? key;
  const broken = (problem: string, advice: string) => ({ broken: { summary: `${place} sets ${problem}.`, advice } });
  if (idToken !== undefined && idTokenFile !== undefined)
    return broken(`both ${label("idToken")} and ${label("idTokenFile")}`, "Set one of them.");
  const file = idTokenFile === undefined ? undefined : { file: idTokenFile };
  const token = idToken === undefined ? file : { value: idToken };
  if (idpId !== undefined && token) return { credential: { method: "oidc", provider: { id: idpId, idToken: token } } };
  if (idpId !== undefined)
    return broken(`${label("idpId")} but not ${idTokenLabels(labelOf)}`, "Set both, or neither.");
  if (!token) return undefined;
  return broken(
    `${label("value" in token ? "idToken" : "idTokenFile")} but not ${label("idpId")}`,
    "Set both, or neither.",
  );
}

/** The names of what may hold the token, for messages. */
export function idTokenLabels(labelOf: Label): string {
  return [labelOf("idTokenFile"), labelOf("idToken")].filter((label) => label !== undefined).join(" or ");
}
