import type { Agency } from "./agency.js";
import type { Credential } from "./credential.js";

/** What a source gave. */
export interface Found {
  /** The exact place, without secrets. */
  source: string;
  credential: Credential;
  /** Stored with the credential. Used if the configuration does not set it. */
  region?: string | undefined;
  projectId?: string | undefined;
  iamEndpoint?: string | undefined;
  agency?: Agency | undefined;
}

/** Why a source cannot be used, and what the user can do. */
export interface Problem {
  summary: string;
  advice: string;
}

/** The result of reading a source. */
export type Loaded =
  | { found: Found }
  /** The next source may be tried; the text says what this one lacks. */
  | { lacked: string }
  /** The user chose this source, so the search ends here: the next source could belong to another user. */
  | { broken: Problem };

/** A place to search for credentials. */
export interface CredentialSource {
  /** For messages, e.g. `provider configuration`. */
  name: string;
  load(signal: AbortSignal): Promise<Loaded>;
}
