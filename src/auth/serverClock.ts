import type { Clock } from "../async/clock.js";

/** A smaller correction changes nothing: services accept signatures that are some minutes old. */
const TOLERANCE_MS = 60_000;

/** The service's time: the time of this machine, until an answer shows that it is wrong. */
export class ServerClock {
  readonly #clock: Clock;
  #aheadMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now() + this.#aheadMs;
  }

  /**
   * Corrects this clock with the answer to a request that was refused.
   * @param usedMs the time that the request was signed with
   * @param date the answer's Date header
   * @returns whether the request's time was wrong
   */
  correct(usedMs: number, date: string | undefined): boolean {
    const serverMs = Date.parse(date ?? "");
    if (Number.isNaN(serverMs) || Math.abs(serverMs - usedMs) <= TOLERANCE_MS) return false;
    this.#aheadMs = serverMs - this.#clock.now();
    return true;
  }
}
