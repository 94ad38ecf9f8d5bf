import { setTimeout } from "node:timers/promises";

/** The time, as a dependency, so that tests need not wait for minutes. */
export interface Clock {
  /** Milliseconds since the epoch, as `Date.now()`: for dates, such as when a key expires. */
  now(): number;
  /** Milliseconds since a fixed moment: for durations. Setting the machine's clock does not change it. */
  elapsed(): number;
  /** Resolves after `ms`, or 24 days at the latest; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The longest delay of a timer in Node; a longer one ends at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (ms, signal) =>
    setTimeout(Math.min(ms, LONGEST_TIMER_MS), undefined, { signal }).catch(() => {
      throw signal.reason as Error;
    }),
};
