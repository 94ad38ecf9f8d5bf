import type { Clock } from "../../src/async/clock.js";

/** A clock whose sleeps end immediately and are recorded. */
export class VirtualClock implements Clock {
  readonly slept: number[] = [];
  /** How far the machine's clock has been set, in milliseconds. */
  setBy = 0;
  readonly #start: number;
  #elapsed = 0;

  constructor(start = Date.parse("2026-01-01T00:00:00Z")) {
    this.#start = start;
  }

  now(): number {
    return this.#start + this.#elapsed + this.setBy;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept.push(ms);
    this.#elapsed += ms;
    await Promise.resolve();
    signal.throwIfAborted();
  }
}
