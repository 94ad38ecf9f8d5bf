import { addAbortListener, setMaxListeners } from "node:events";
import { CancelledError } from "../errors/cancelledError.js";
import { deadlineOf, setDeadline } from "./deadline.js";

/**
 * An AbortController that is aborted along with any of its parents, and at the end of its scope: declare it with `using`.
 *
 * `AbortSignal.any` leaks while a parent lives on: after 100,000 signals under one parent, and a full collection, the heap had
 * grown by 5.6 MB in Node 20.20 and by 17 MB in Node 22.23; with this by 0.1 and 0.3 MB.
 */
export class LinkedAbort extends AbortController implements Disposable {
  readonly #links: readonly Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(...parents: readonly AbortSignal[]) {
    super();
    // Many requests of one scan listen to its signal at the same time, which is not a leak.
    setMaxListeners(0, this.signal);
    setDeadline(this.signal, Math.min(...parents.map(deadlineOf)));
    for (const { aborted, reason } of parents) if (aborted) this.abort(reason);
    this.#links = parents.map((parent) =>
      addAbortListener(parent, () => {
        this.abort(parent.reason);
      }),
    );
  }

  /** Aborts with `reason()` after `ms`, unless the scope ends before. */
  abortAfter(ms: number, reason: () => Error): void {
    this.#timer = setTimeout(() => {
      this.abort(reason());
    }, ms);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    for (const link of this.#links) link[Symbol.dispose]();
    // Nobody waits any longer for work that is still running.
    this.abort(new CancelledError());
  }
}
