import { domainRef, fixed, type Credential } from "./credential.js";

/** What one source may hold. Names are those of the provider's configuration. */
export interface CredentialValues {
  token?: string | undefined;
  accessKey?: string | undefined;
  secretKey?: string | undefined;
  securityToken?: string | undefined;
  userName?: string | undefined;
  password?: string | undefined;
  domainName?: string | undefined;
  domainId?: string | undefined;
}

/** How a value is called where it stands, e.g. `HW_ACCESS_KEY`; undefined where it cannot stand. */
export type Label = (value: keyof CredentialValues) => string | undefined;
type Reading = { credential: Credential } | { lacked: string } | { broken: string };

/**
 * Makes a credential of what a source holds: a token, else an access key with its secret key, else a login.
 * @param place the source in words, e.g. `The provider configuration`
 */
export function credentialFrom(place: string, values: CredentialValues, labelOf: Label): Reading {
  const label = (key: keyof CredentialValues) => labelOf(key) ?? key;
  const { token, accessKey, secretKey, securityToken, userName, password, domainName, domainId } = values;
  if (token !== undefined) return { credential: { method: "token", token: fixed(token) } };
  if (accessKey !== undefined && secretKey !== undefined) {
    return { credential: { method: "accessKey", keys: fixed({ accessKey, secretKey, securityToken }) } };
  }
  if (accessKey !== undefined || secretKey !== undefined) {
    return half(place, label, ["accessKey", accessKey], ["secretKey", secretKey]);
  }
  if (securityToken !== undefined) {
    const keys = `${label("accessKey")} and ${label("secretKey")}`;
    return { broken: `${place} sets ${label("securityToken")} but not ${keys}: it is of use with both of them only.` };
  }
  if (userName !== undefined && password !== undefined) {
    const domain = domainRef(domainName, domainId);
    if (domain) return { credential: { method: "password", login: { userName, password, domain } } };
    const login = `${label("userName")} and ${label("password")}`;
    return {
      broken: `${place} sets ${login} but neither ${label("domainName")} nor ${label("domainId")}: set the account that the user belongs to.`,
    };
  }
  if (userName !== undefined || password !== undefined) {
    return half(place, label, ["userName", userName], ["password", password]);
  }
  const ways = (
    [
      ["token", label("token")],
      ["accessKey", `${label("accessKey")} with ${label("secretKey")}`],
      ["userName", `${label("userName")} with ${label("password")}`],
    ] as const
  ).flatMap(([key, words]) => (labelOf(key) === undefined ? [] : [words]));
  return { lacked: `it does not set ${ways.join(", nor ")}` };
}

type Value = readonly [name: keyof CredentialValues, value: string | undefined];

function half(place: string, label: (key: keyof CredentialValues) => string, one: Value, other: Value): Reading {
  const [given, missing] = one[1] === undefined ? [other, one] : [one, other];
  return { broken: `${place} sets ${label(given[0])} but not ${label(missing[0])}: set both, or neither.` };
}
