import type { Detail } from "../errors/errorText.js";
import { QuotaError, type Quota } from "../errors/quotaError.js";
import type { Clock } from "../async/clock.js";
import { deadlineOf } from "../async/deadline.js";
import { unlessAborted } from "../async/unlessAborted.js";
import { runAgain, timeLeft } from "./waitDetails.js";

export interface PacerOptions {
  /** Maximum number of concurrent requests, if the service refuses none. */
  maxConcurrency: number;
  /** The quota, if it is known in advance. Otherwise the pacer learns it from the service's refusals. */
  quota?: Quota | undefined;
  clock: Clock;
}

/**
 * Number of concurrent requests at the start, until more requests have been answered than the documented quota of 5 per minute
 * allows. A service that enforces this quota then refuses two requests, not all concurrent ones.
 */
const CAUTIOUS_ROUNDS: readonly number[] = [1, 2, 4];
const SHORTEST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
const MOST_REMEMBERED = 10_000;

/**
 * Decides when the next request to one operation may be sent. The concurrency is halved when the service refuses a request
 * because of its quota, and grows by one for each round of answers. When the quota is known, no more requests are
 * sent in any window than it allows. All requests to the same operation share one pacer, first come, first served.
 */
export class Pacer {
  readonly #options: PacerOptions;
  #quota: Quota | undefined;
  #inFlight = 0;
  #allowed: number;
  /** The cautious rounds that remain, and the number of requests that the current round may still send. */
  #rounds: readonly number[];
  #roundLeft = 0;
  /** When requests were answered, oldest first. The service counted each request at that time or earlier. */
  readonly #answered: number[] = [];
  #blockedUntil = -Infinity;
  #fellAt = -Infinity;
  #refusalsInARow = 0;
  /** Resolves when the last request in the queue may be sent. */
  #queue: Promise<void> = Promise.resolve();
  /** Tells the first request in the queue that another one was answered. */
  #wake: () => void = () => undefined;

  constructor(options: PacerOptions) {
    this.#options = options;
    this.#quota = options.quota;
    this.#allowed = options.maxConcurrency;
    this.#rounds = options.quota ? [] : CAUTIOUS_ROUNDS;
  }

  /**
   * Runs `attempt` when its turn has come. The pacer learns the quota from a QuotaError that it throws. If the call that the
   * signal belongs to would end before its turn, it throws a QuotaError at once.
   * @param onWait called with the number of milliseconds of each wait for the quota
   * @param where the request, as details of an error
   */
  async run<T>(
    attempt: () => Promise<T>,
    onWait: (ms: number) => void,
    signal: AbortSignal,
    where: readonly Detail[] = [],
  ): Promise<T> {
    await this.#admission(onWait, signal, where);
    const sentAt = this.#options.clock.elapsed();
    try {
      const answer = await attempt();
      this.#accepted();
      return answer;
    } catch (error) {
      if (error instanceof QuotaError) this.#refused(error, sentAt);
      else this.#remember();
      throw error;
    } finally {
      this.#inFlight--;
      this.#wake();
    }
  }

  /** Milliseconds for which nothing is sent, because the service refused a request. */
  pausedMs(): number {
    return Math.max(0, this.#blockedUntil - this.#options.clock.elapsed());
  }

  async #admission(onWait: (ms: number) => void, signal: AbortSignal, where: readonly Detail[]): Promise<void> {
    // Those ahead wait for the same, and whoever comes now waits no shorter.
    this.#checkTime(this.#waitMs(), signal, where);
    const ahead = this.#queue;
    let letThrough: () => void = () => undefined;
    this.#queue = new Promise((resolve) => (letThrough = resolve));
    try {
      await unlessAborted(ahead, signal);
      for (let waitMs = this.#waitMs(); waitMs !== 0; waitMs = this.#waitMs()) {
        if (waitMs === undefined) {
          await unlessAborted(new Promise<void>((resolve) => (this.#wake = resolve)), signal);
        } else {
          this.#checkTime(waitMs, signal, where);
          onWait(waitMs);
          await this.#options.clock.sleep(waitMs, signal);
        }
      }
      this.#inFlight++;
      this.#roundLeft--;
    } finally {
      // A request that leaves the queue early must not let the later ones overtake the earlier ones.
      void ahead.then(letThrough);
    }
  }

  #checkTime(waitMs: number | undefined, signal: AbortSignal, where: readonly Detail[]): void {
    const { clock } = this.#options;
    const leftMs = deadlineOf(signal) - clock.elapsed();
    if (waitMs === undefined || waitMs <= leftMs) return;
    const details = [...where, runAgain(waitMs, clock.now()), timeLeft(leftMs)];
    throw QuotaError.beforeSending(details, waitMs, this.#quota);
  }

  /** Milliseconds until the next request may be sent; 0 for now, undefined for after the next answer. */
  #waitMs(): number | undefined {
    const now = this.#options.clock.elapsed();
    if (now < this.#blockedUntil) return this.#blockedUntil - now;
    if (this.#inFlight >= Math.floor(this.#allowed) || !this.#roundAllows()) return undefined;
    if (this.#quota === undefined) return 0;
    const { limit, windowMs } = this.#quota;
    while ((this.#answered[0] ?? Infinity) <= now - windowMs) this.#answered.shift();
    if (this.#inFlight + this.#answered.length < limit) return 0;
    const [oldest] = this.#answered;
    return oldest === undefined ? undefined : oldest + windowMs - now;
  }

  #roundAllows(): boolean {
    if (this.#roundLeft > 0) return true;
    if (this.#inFlight > 0) return false;
    [this.#roundLeft = Infinity, ...this.#rounds] = this.#rounds;
    return true;
  }

  #accepted(): void {
    this.#remember();
    this.#refusalsInARow = 0;
    this.#allowed = Math.min(this.#options.maxConcurrency, this.#allowed + 1 / this.#allowed);
  }

  #remember(): void {
    this.#answered.push(this.#options.clock.elapsed());
    // The pacer must remember as many requests as the quota allows.
    if (this.#answered.length > Math.max(MOST_REMEMBERED, this.#quota?.limit ?? 0)) this.#answered.shift();
  }

  #refused(error: QuotaError, sentAt: number): void {
    const now = this.#options.clock.elapsed();
    // Requests that were sent together with a refused one give no new information.
    const news = sentAt >= this.#fellAt;
    if (news) {
      this.#fellAt = now;
      this.#allowed = Math.max(1, this.#allowed / 2);
      this.#refusalsInARow++;
    }
    this.#rounds = [];
    this.#roundLeft = Infinity;
    this.#quota = error.quota ?? this.#quota;
    // 0 also means that no time is known: a date in the past comes from different clocks, and the service would refuse again at once.
    const { retryAfterMs = 0 } = error;
    if (news || retryAfterMs > 0) {
      this.#blockedUntil = Math.max(this.#blockedUntil, now + (retryAfterMs || this.#roomAfterMs(now)));
    }
  }

  /** When the service may accept requests again. Other clients may use the same quota, so our own requests show only a part. */
  #roomAfterMs(now: number): number {
    if (this.#quota === undefined) return Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** (this.#refusalsInARow - 1));
    const { windowMs } = this.#quota;
    const oldest = this.#answered.find((at) => at > now - windowMs);
    // Without our own requests in the window, two attempts per window are enough.
    return oldest === undefined ? windowMs / 2 : oldest + windowMs - now;
  }
}
