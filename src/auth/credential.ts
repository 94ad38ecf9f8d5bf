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

/** The name and password of an IAM user, who belongs to a domain (an account). */
export interface Login {
  userName: string;
  password: string;
  domain: DomainRef;
}

/** One complete credential. */
export type Credential =
  | { method: "token"; token: Proof<string> }
  | { method: "accessKey" | "ecsAgency"; keys: Proof<AccessKeys> }
  | { method: "password"; login: Login };

export function fixed<T>(value: T): Proof<T> {
  return { get: () => Promise.resolve(value) };
}
