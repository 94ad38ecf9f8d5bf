import type { Clock } from "../../src/async/clock.js";

/** A clock whose sleeps end at once, and are written down. */
export class VirtualClock implements Clock {
  readonly slept: number[] = [];
  /** How far the machine's clock has been set, in milliseconds. */
  setBy = 0;
  #now: number;

  constructor(start = Date.parse("2026-01-01T00:00:00Z")) {
    this.#now = start;
  }

  now(): number {
    return this.#now + this.setBy;
  }

  elapsed(): number {
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
