import { errorText, type Detail, type ErrorText } from "./errorText.js";

/**
 * Whether sending the request again may help: `never`; `briefly` for an answer that is broken in itself (a proxy may have cut
 * it, but a changed API would always answer like this); `patiently` for overload and network trouble; `paced` for quotas,
 * where the pacer decides when.
 */
export type Retry = "never" | "briefly" | "patiently" | "paced";

/** The base class of all errors that this package throws on purpose. */
export abstract class HssError extends Error {
  abstract override readonly name: string;
  readonly retry: Retry = "never";
  /** Milliseconds that the server asked to wait before the next attempt (Retry-After). */
  readonly retryAfterMs: number | undefined = undefined;
  #text: ErrorText;

  constructor(text: ErrorText, options?: ErrorOptions) {
    super(errorText(text), options);
    this.#text = text;
  }

  /** What happened, in one sentence: the first line of the message. */
  get summary(): string {
    return this.#text.summary;
  }

  /** What the user can do about it: the second line of the message. */
  get advice(): string {
    return this.#text.advice;
  }

  /** The section of docs/errors.md about this error. */
  get anchor(): string {
    return this.name.toLowerCase();
  }

  /**
   * Adds the number of attempts and their duration, when there were several.
   * @param more what else is known at the end
   */
  gaveUp(attempts: number, elapsedMs: number, more: readonly Detail[] = []): this {
    const { details = [] } = this.#text;
    const tried = attempts > 1 ? `${attempts} in ${(elapsedMs / 1000).toFixed(1)} s` : "";
    return this.#say({ ...this.#text, details: [...details, ["attempts", tried], ...more] });
  }

  /** Adds something else that the user can do. */
  alsoAdvise(advice: string): this {
    return this.#say({ ...this.#text, advice: `${this.advice} ${advice}` });
  }

  #say(text: ErrorText): this {
    this.#text = text;
    this.message = errorText(text);
    return this;
  }
}
