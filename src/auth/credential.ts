import type { AccessKeys } from "./signRequest.js";

/** A token or keys, which may have to be fetched. */
export interface Proof<T> {
  get(signal: AbortSignal): Promise<T>;
  /** Gives up the value for which `isIt` holds, when the service refused it; absent when no other can be fetched. */
  discard?(isIt: (value: T) => boolean): void;
}

/** An account, by its name or its ID, as IAM takes either. */
export type DomainRef = { name: string } | { id: string };

/** The account that two settings name; the ID goes first, and undefined is for neither. */
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

/** One complete way in. */
export type Credential =
  | { method: "token"; token: Proof<string> }
  | { method: "accessKey" | "ecsAgency"; keys: Proof<AccessKeys> }
  | { method: "password"; login: Login };

export function fixed<T>(value: T): Proof<T> {
  return { get: () => Promise.resolve(value) };
}
