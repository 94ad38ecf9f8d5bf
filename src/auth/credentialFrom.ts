import type { Problem } from "./credentialSource.js";
import { domainRef, fixed, type Credential } from "./credential.js";
import { federationFrom, idTokenLabels } from "./federationFrom.js";

/** The values that a source may contain, with the names of the provider's configuration. */
export interface CredentialValues {
  token?: string | undefined;
  accessKey?: string | undefined;
  secretKey?: string | undefined;
  securityToken?: string | undefined;
  idpId?: string | undefined;
  idToken?: string | undefined;
  idTokenFile?: string | undefined;
  userName?: string | undefined;
  userId?: string | undefined;
  password?: string | undefined;
  domainName?: string | undefined;
  domainId?: string | undefined;
}

/** The name of a value in the source, e.g. `HW_ACCESS_KEY`; undefined when the source cannot hold it. */
export type Label = (value: keyof CredentialValues) => string | undefined;
type Reading = { credential: Credential } | { lacked: string } | { broken: Problem };

/**
 * Makes a credential from the values of a source: a token, else an identity provider with its token, else an access key with its
 * secret key, else a login.
 * @param place the source, for messages, e.g. `The provider configuration`
 */
export function credentialFrom(place: string, values: CredentialValues, labelOf: Label): Reading {
  const label = (key: keyof CredentialValues) => labelOf(key) ?? key;
  const malformed = malformedIn(values);
  if (malformed !== undefined) {
    return {
      broken: {
        summary: `${place} has a value in ${label(malformed)} that contains a blank, a line break or another invalid character.`,
        advice: "Copy the value again.",
      },
    };
  }
  const { token, accessKey, secretKey, securityToken, userName, userId, password, domainName, domainId } = values;
  if (token !== undefined) return { credential: { method: "token", token: fixed(token) } };
  const federation = federationFrom(place, values, labelOf);
  if (federation) return federation;
  if (accessKey !== undefined && secretKey !== undefined) {
    return { credential: { method: "accessKey", keys: fixed({ accessKey, secretKey, securityToken }) } };
  }
  if (accessKey !== undefined || secretKey !== undefined) {
    return half(place, label, ["accessKey", accessKey], ["secretKey", secretKey]);
  }
  if (securityToken !== undefined) {
    const keys = `${label("accessKey")} and ${label("secretKey")}`;
    return {
      broken: {
        summary: `${place} sets ${label("securityToken")} but not ${keys}.`,
        advice: "Set all three: they belong to the same temporary access key.",
      },
    };
  }
  const domain = domainRef(domainName, domainId);
  if (userId !== undefined && password !== undefined)
    return { credential: { method: "password", login: { user: { id: userId }, password, domain } } };
  if (userName !== undefined && password !== undefined) {
    if (domain)
      return { credential: { method: "password", login: { user: { name: userName, domain }, password, domain } } };
    const login = `${label("userName")} and ${label("password")}`;
    return {
      broken: {
        summary: `${place} sets ${login} but neither ${label("domainName")} nor ${label("domainId")}.`,
        advice: "Set one of them to the account that the user belongs to.",
      },
    };
  }
  if (userName !== undefined || userId !== undefined || password !== undefined) {
    return half(place, label, userId === undefined ? ["userName", userName] : ["userId", userId], [
      "password",
      password,
    ]);
  }
  const ways = (
    [
      ["token", label("token")],
      ["idpId", `${label("idpId")} with ${idTokenLabels(labelOf)}`],
      ["accessKey", `${label("accessKey")} with ${label("secretKey")}`],
      ["userName", `${label("userName")} with ${label("password")}`],
    ] as const
  ).flatMap(([key, words]) => (labelOf(key) === undefined ? [] : [words]));
  return { lacked: `none of these is set: ${ways.join("; ")}` };
}

type Value = readonly [name: keyof CredentialValues, value: string | undefined];

function half(place: string, label: (key: keyof CredentialValues) => string, one: Value, other: Value): Reading {
  const [given, missing] = one[1] === undefined ? [other, one] : [one, other];
  return {
    broken: {
      summary: `${place} sets ${label(given[0])} but not ${label(missing[0])}.`,
      advice: "Set both, or neither.",
    },
  };
}

/** A value that is sent in a header cannot contain blanks. A name or a password can. */
function malformedIn(values: CredentialValues): keyof CredentialValues | undefined {
  const keys = (["token", "accessKey", "secretKey", "securityToken"] as const).find(
    (key) => !/^[\x21-\x7e]*$/.test(values[key] ?? ""),
  );
  return keys ?? (["userName", "userId", "password"] as const).find((key) => /\p{Cc}/u.test(values[key] ?? ""));
}
