import type { Clock } from "../../src/async/clock.js";

/** A clock whose sleeps end immediately and are recorded. */
export class VirtualClock implements Clock {
  readonly slept: number[] = [];
  #now: number;

  constructor(start = Date.parse("2026-01-01T00:00:00Z")) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept.push(ms);
    this.#now += ms;
    await Promise.resolve();
    signal.throwIfAborted();
  }
}
