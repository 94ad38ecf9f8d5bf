import { CancelledError } from "../errors/cancelledError.js";
import { LinkedAbort } from "./linkedAbort.js";
import { unlessAborted } from "./unlessAborted.js";

/** @param asking to be called just before the first question is sent: an answer to it is too old for callers who come later. */
type Start<T> = (signal: AbortSignal, asking: () => void) => Promise<T>;

/** Lets equal calls share one run. Nothing is kept once a run has ended. */
export class SharedCalls<T> {
  /** The newest run under each key. */
  readonly #runs = new Map<string, Run<T>>();

  /**
   * Joins the run under `key` until it asks. Later callers share the next run, which starts when this one has ended, well or
   * badly. A run is aborted when the last of its callers' signals is.
   */
  async run(key: string, signal: AbortSignal, start: Start<T>): Promise<T> {
    signal.throwIfAborted();
    const newest = this.#runs.get(key);
    if (newest?.open) return newest.join(signal);
    const run = new Run(newest?.ended, start);
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
  /** Resolves when the run has ended, also when it failed or was aborted. */
  readonly ended: Promise<void>;
  readonly #abort = new LinkedAbort();
  readonly #result: Promise<T>;
  #started = false;
  #callers = 0;

  constructor(before: Promise<void> | undefined, start: Start<T>) {
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
    try {
      return await unlessAborted(this.#result, signal);
    } finally {
      this.#callers--;
      // Before its turn a run without callers is kept for the next one, which must wait for the same run before it.
      if (this.#callers === 0 && this.#started) {
        this.open = false;
        this.#abort.abort(new CancelledError());
      }
    }
  }
}
