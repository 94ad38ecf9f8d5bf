import { HssError } from "../errors/hssError.js";
import type { Clock } from "./clock.js";

export interface RetryOptions {
  /** Attempts after the first, for failures that time may cure. */
  maxRetries: number;
  clock: Clock;
  /** A number from 0 up to 1, as `Math.random()`. */
  random: () => number;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const BRIEF_RETRIES = 2;

/** Runs `attempt` until it succeeds, fails for good, or has used up its retries. */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions, signal: AbortSignal): Promise<T> {
  const { clock, maxRetries, random } = options;
  const started = clock.now();
  for (let retries = 0; ; retries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof HssError) || error.retry === "never") throw error;
      const allowed = error.retry === "briefly" ? Math.min(BRIEF_RETRIES, maxRetries) : maxRetries;
      if (retries >= allowed) throw error.gaveUp(retries + 1, clock.now() - started);
      // Full jitter: callers that failed together do not come back together.
      const delay = random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** retries);
      await clock.sleep(Math.max(delay, error.retryAfterMs ?? 0), signal);
    }
  }
}
