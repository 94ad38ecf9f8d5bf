import type { IdentityProvider } from "./identityProvider.js";
import type { AccessKeys } from "./signRequest.js";

/** A token or keys, which may have to be fetched. */
export interface Proof<T> {
  get(signal: AbortSignal): Promise<T>;
  /** Discards a value that the service refused, if `isIt` is true for it. Absent if no other value can be fetched. */
  discard?(isIt: (value: T) => boolean): void;
}

/** An account by its name or its ID: IAM accepts either. */
export type DomainRef = { name: string } | { id: string };

/** The account in two settings. The ID takes precedence; undefined if neither is set. */
export function domainRef(name: string | undefined, id: string | undefined): DomainRef | undefined {
  if (id !== undefined) return { id };
  return name === undefined ? undefined : { name };
}

/** An IAM user, by the name within the account, or by the ID alone. */
export type UserRef = { name: string; domain: DomainRef } | { id: string };

export interface Login {
  user: UserRef;
  password: string;
  /** The account that the user belongs to; undefined when only the user's ID is known. */
  domain: DomainRef | undefined;
}

/** One complete credential. */
export type Credential =
  | { method: "token"; token: Proof<string> }
  | { method: "accessKey" | "ecsAgency"; keys: Proof<AccessKeys> }
  | { method: "password"; login: Login }
  | { method: "oidc"; provider: IdentityProvider };

export function fixed<T>(value: T): Proof<T> {
  return { get: () => Promise.resolve(value) };
}
