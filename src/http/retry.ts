import type { Detail } from "../errors/errorText.js";
import { HssError, type Retry } from "../errors/hssError.js";
import { QuotaError } from "../errors/quotaError.js";
import type { Clock } from "../async/clock.js";
import { deadlineOf } from "../async/deadline.js";
import type { RetryBudget } from "./retryBudget.js";
import { runAgain, timeLeft } from "./waitDetails.js";

export interface RetryOptions {
  /** Maximum number of retries after transient failures. */
  maxRetries: number;
  clock: Clock;
  /** A number from 0 up to 1, as `Math.random()`. */
  random: () => number;
  /** The retries that all requests of one scan share. */
  budget?: RetryBudget | undefined;
  /** Milliseconds that the pacer holds the next request back after a refusal for the quota. */
  pausedMs?: () => number;
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

/**
 * Runs `attempt` until it succeeds, fails finally, or has used up its retries. It also gives up when the call that the signal
 * belongs to would end during the wait: the error that is known says more than a TimeoutError later.
 */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions, signal: AbortSignal): Promise<T> {
  const { clock, maxRetries, random, budget, pausedMs = () => 0 } = options;
  const started = clock.elapsed();
  for (let retries = 0; ; retries++) {
    try {
      const answer = await attempt();
      budget?.succeeded();
      return answer;
    } catch (error) {
      if (!(error instanceof HssError)) throw error;
      const { most, backOff } = RULES[error.retry];
      const askedMs = error.retry === "paced" ? pausedMs() : (error.retryAfterMs ?? 0);
      // Full jitter: requests that failed together are not retried together.
      const delayMs = backOff ? random() * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** retries) : 0;
      const waitMs = Math.max(delayMs, askedMs);
      const leftMs = deadlineOf(signal) - clock.elapsed();
      const mayRetry = retries < Math.min(most, maxRetries);
      const tooLong = mayRetry && waitMs > leftMs;
      if (!mayRetry || tooLong || (backOff && budget?.take() === false)) {
        const details: Detail[] = [];
        if (askedMs > 0 && (tooLong || serviceSaysWhen(error))) details.push(runAgain(askedMs, clock.now()));
        if (tooLong) details.push(timeLeft(leftMs));
        throw error.gaveUp(retries + 1, clock.elapsed() - started, details);
      }
      if (backOff) await clock.sleep(waitMs, signal);
    }
  }
}

/** Else the pacer only guesses how long to wait. */
function serviceSaysWhen(error: HssError): boolean {
  return Boolean(error.retryAfterMs) || (error instanceof QuotaError && error.quota !== undefined);
}
