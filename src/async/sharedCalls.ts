import { CancelledError } from "../errors/cancelledError.js";
import { deadlineOf, setDeadline } from "./deadline.js";
import { LinkedAbort } from "./linkedAbort.js";
import { unlessAborted } from "./unlessAborted.js";

interface Shared<T> {
  result: Promise<T>;
  abort: LinkedAbort;
  waiting: number;
}

/** Lets identical calls that overlap share one run. Results are not kept after the run. */
export class SharedCalls<T> {
  readonly #running = new Map<string, Shared<T>>();

  /** Joins the run with this `key`, or starts it. The run is aborted when all its callers' signals are aborted. */
  async run(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    let shared = this.#running.get(key);
    if (shared === undefined) {
      const abort = new LinkedAbort();
      setDeadline(abort.signal, deadlineOf(signal));
      const result = start(abort.signal).finally(() => {
        if (this.#running.get(key) === shared) this.#running.delete(key);
      });
      shared = { result, abort, waiting: 0 };
      this.#running.set(key, shared);
    }
    // The run has as much time as the one of its callers who has most.
    const { signal: running } = shared.abort;
    setDeadline(running, Math.max(deadlineOf(running), deadlineOf(signal)));
    return this.#wait(key, shared, signal);
  }

  async #wait(key: string, shared: Shared<T>, signal: AbortSignal): Promise<T> {
    shared.waiting++;
    try {
      return await unlessAborted(shared.result, signal);
    } finally {
      shared.waiting--;
      // A run that has ended is no longer in the map.
      if (shared.waiting === 0 && this.#running.get(key) === shared) {
        // A new caller must not join a run that is being aborted.
        this.#running.delete(key);
        shared.abort.abort(new CancelledError());
      }
    }
  }
}
