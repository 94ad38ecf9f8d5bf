import { HssError, type Retry } from "../errors/hssError.js";
import type { Clock } from "../async/clock.js";
import type { RetryBudget } from "./retryBudget.js";

export interface RetryOptions {
  /** Maximum number of retries after transient failures. */
  maxRetries: number;
  clock: Clock;
  /** A number from 0 up to 1, as `Math.random()`. */
  random: () => number;
  /** The retries that all requests of one scan share. */
  budget?: RetryBudget | undefined;
}

interface RetryRule {
  most: number;
  /** Whether the next attempt needs a wait and a retry from the scan's budget. For a used-up quota, the pacer waits instead. */
  backOff: boolean;
}

const RULES: Readonly<Record<Retry, RetryRule>> = {
  never: { most: 0, backOff: false },
  briefly: { most: 2, backOff: true },
  patiently: { most: Infinity, backOff: true },
  paced: { most: Infinity, backOff: false },
};

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** Runs `attempt` until it succeeds, fails finally, or has used up its retries. */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions, signal: AbortSignal): Promise<T> {
  const { clock, maxRetries, random, budget } = options;
  const started = clock.now();
  for (let retries = 0; ; retries++) {
    try {
      const answer = await attempt();
      budget?.succeeded();
      return answer;
    } catch (error) {
      if (!(error instanceof HssError)) throw error;
      const { most, backOff } = RULES[error.retry];
      const again = retries < Math.min(most, maxRetries) && (!backOff || budget?.take() !== false);
      if (!again) throw error.gaveUp(retries + 1, clock.now() - started);
      if (!backOff) continue;
      // Full jitter: requests that failed together are not retried together.
      const delay = random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** retries);
      await clock.sleep(Math.max(delay, error.retryAfterMs ?? 0), signal);
    }
  }
}
