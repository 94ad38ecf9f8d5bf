import { HssError } from "./hssError.js";

/** A source that was searched for credentials, and what it lacked. */
export interface TriedSource {
  source: string;
  lacked: string;
}

/** There are no usable credentials: none were found, or those found are incomplete. */
export class AuthError extends HssError {
  override readonly name = "AuthError";
  /** The sources that were searched, in order. */
  readonly tried: readonly TriedSource[];

  constructor(summary: string, advice: string, tried: readonly TriedSource[] = [], options?: ErrorOptions) {
    const details = tried.map(({ source, lacked }, index) => [`${index + 1}. ${source}`, lacked] as const);
    super({ summary, advice, details }, options);
    this.tried = tried;
  }
}
