import type { Agency } from "./agencyKeys.js";
import type { Credential } from "./credential.js";

/** What a source gave. */
export interface Found {
  /** Where exactly it was found, in words that hold no secret. */
  source: string;
  credential: Credential;
  /** What stands beside the credential, for when the configuration says nothing else. */
  region?: string | undefined;
  projectId?: string | undefined;
  agency?: Agency | undefined;
}

/** What a look into a source came to; when it is not `found`, the words say why. */
export type Loaded =
  | { found: Found }
  /** The next source may be tried. */
  | { lacked: string }
  /** It is meant to be used but cannot be: going on would ask as somebody else. */
  | { broken: string };

/** A place to search for credentials. */
export interface CredentialSource {
  /** In words, e.g. `provider configuration`. */
  name: string;
  load(signal: AbortSignal): Promise<Loaded>;
}
