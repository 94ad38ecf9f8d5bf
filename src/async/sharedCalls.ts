import { CancelledError } from "../errors/cancelledError.js";
import { deadlineOf, setDeadline } from "./deadline.js";
import { LinkedAbort } from "./linkedAbort.js";
import { unlessAborted } from "./unlessAborted.js";

/** @param sending must be called just before the first request: its answer is too old for calls that come later */
type Start<T> = (signal: AbortSignal, sending: () => void) => Promise<T>;

/** Lets identical calls share one run. Results are not kept after the run. */
export class SharedCalls<T> {
  /** The newest run of each key. */
  readonly #runs = new Map<string, Run<T>>();

  /**
   * Joins the run with this `key`, or starts it. After a run has called `sending`, new callers share the next run. That starts when
   * the run before it has ended or failed. A run is aborted when all its callers' signals are aborted.
   */
  async run(key: string, signal: AbortSignal, start: Start<T>): Promise<T> {
    signal.throwIfAborted();
    const newest = this.#runs.get(key);
    if (newest?.open) return newest.join(signal);
    const run = new Run(newest?.ended, deadlineOf(signal), start);
    this.#runs.set(key, run);
    void run.ended.then(() => {
      if (this.#runs.get(key) === run) this.#runs.delete(key);
    });
    return run.join(signal);
  }
}

class Run<T> {
  /** Whether a caller may still join. */
  open = true;
  /** Resolves when the run has ended, failed or been aborted. */
  readonly ended: Promise<void>;
  readonly #abort = new LinkedAbort();
  readonly #result: Promise<T>;
  #started = false;
  #callers = 0;

  constructor(before: Promise<void> | undefined, deadline: number, start: Start<T>) {
    setDeadline(this.#abort.signal, deadline);
    const close = () => {
      this.open = false;
    };
    const begin = () => {
      this.#started = true;
      return start(this.#abort.signal, close);
    };
    const turn = before?.then(() => {
      if (this.#callers > 0) return begin();
      close();
      throw new CancelledError();
    });
    this.#result = unlessAborted(turn ?? begin(), this.#abort.signal);
    this.ended = this.#result.then(close, close);
  }

  async join(signal: AbortSignal): Promise<T> {
    this.#callers++;
    // The run has as much time as the one of its callers who has most.
    const running = this.#abort.signal;
    setDeadline(running, Math.max(deadlineOf(running), deadlineOf(signal)));
    try {
      return await unlessAborted(this.#result, signal);
    } finally {
      this.#callers--;
      // A run without callers that has not started is kept: the next caller must wait for the same previous run.
      if (this.#callers === 0 && this.#started) {
        this.open = false;
        this.#abort.abort(new CancelledError());
      }
    }
  }
}
