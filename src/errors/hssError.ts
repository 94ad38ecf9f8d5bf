import { fitToShow } from "./fitToShow.js";

/**
 * How far a failure may be cured by sending the request again: `never`; `briefly` for an answer that is
 * broken in itself (a proxy may have cut it, but a changed API would answer so for ever); `patiently` for
 * overload and network trouble; `paced` for quotas, where the pacer knows best when.
 */
export type Retry = "never" | "briefly" | "patiently" | "paced";

/** The root of every error this package throws on purpose. Its message is complete: what failed, where, and the way out. */
export abstract class HssError extends Error {
  abstract override readonly name: string;
  readonly retry: Retry = "never";
  /** Milliseconds the server asked to wait before the next attempt (Retry-After), when it did. */
  readonly retryAfterMs: number | undefined = undefined;

  constructor(message: string, options?: ErrorOptions) {
    super(fitToShow(message), options);
  }

  /** Where docs/errors.md tells its causes and the way out. */
  get anchor(): string {
    return this.name.toLowerCase();
  }

  /** Adds how long the retries went on, once they are given up. */
  gaveUp(attempts: number, elapsedMs: number): this {
    if (attempts > 1) this.message += `\n  Gave up after ${attempts} attempts in ${(elapsedMs / 1000).toFixed(1)} s.`;
    return this;
  }
}
