import type { Detail } from "./errorText.js";
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

  /** @param options with further details */
  constructor(
    summary: string,
    advice: string,
    tried: readonly TriedSource[] = [],
    { hints = [], ...options }: ErrorOptions & { hints?: readonly Detail[] } = {},
  ) {
    const details = tried.map(({ source, lacked }, index): Detail => [`${index + 1}. ${source}`, lacked]);
    super({ summary, advice, details: [...details, ...hints] }, options);
    this.tried = tried;
  }
}
