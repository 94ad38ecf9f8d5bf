import { HssError } from "./hssError.js";

/** One place that was searched for credentials, and why it gave none. */
export interface TriedSource {
  source: string;
  lacked: string;
}

/** No usable credentials: either none were found, or those found are incomplete. */
export class AuthError extends HssError {
  override readonly name = "AuthError";
  /** The sources in the order they were tried. */
  readonly tried: readonly TriedSource[];

  constructor(message: string, tried: readonly TriedSource[] = [], options?: ErrorOptions) {
    const list = tried.map(({ source, lacked }, index) => `\n  ${index + 1}. ${source}: ${lacked}`).join("");
    super(list ? `${message} Tried, in order:${list}` : message, options);
    this.tried = tried;
  }
}
