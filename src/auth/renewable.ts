import type { Clock } from "../async/clock.js";
import { SharedCalls } from "../async/sharedCalls.js";
import type { Proof } from "./credential.js";

/** A value that expires. */
export interface Expiring<T> {
  value: T;
  /** In milliseconds since 1970, by this machine's clock. */
  expiresAt: number;
}

const MARGIN_MS = 10 * 60_000;
const TRY_AGAIN_MS = 60_000;

/** Fetches a value when it is first needed, once for all callers, and a new one ten minutes before it expires. */
export class Renewable<T> implements Proof<T> {
  readonly #fetch: (signal: AbortSignal) => Promise<Expiring<T>>;
  readonly #clock: Clock;
  readonly #calls = new SharedCalls<T>();
  #current: (Expiring<T> & { renewAt: number }) | undefined;

  constructor(fetch: (signal: AbortSignal) => Promise<Expiring<T>>, clock: Clock) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  async get(signal: AbortSignal): Promise<T> {
    const current = this.#current;
    if (current && this.#clock.now() < current.renewAt) return current.value;
    return this.#calls.run("", signal, (shared) => this.#renew(shared));
  }

  discard(isIt: (value: T) => boolean): void {
    if (this.#current && isIt(this.#current.value)) this.#current = undefined;
  }

  async #renew(signal: AbortSignal): Promise<T> {
    const old = this.#current;
    try {
      const fetched = await this.#fetch(signal);
      const now = this.#clock.now();
      // A short-lived value must not be fetched for every request.
      const margin = Math.min(MARGIN_MS, Math.max(0, fetched.expiresAt - now) / 2);
      this.#current = { ...fetched, renewAt: fetched.expiresAt - margin };
      return fetched.value;
    } catch (error) {
      const now = this.#clock.now();
      // The margin allows this: the old value is still valid while a new one cannot be fetched.
      if (old === undefined || old !== this.#current || now >= old.expiresAt || signal.aborted) throw error;
      old.renewAt = Math.min(now + TRY_AGAIN_MS, old.expiresAt);
      return old.value;
    }
  }
}
