import { LinkedAbort } from "./linkedAbort.js";

/** Runs `work` under a signal that is aborted along with the parent, or with `reason()` after `ms`. */
export async function withDeadline<T>(
  parent: AbortSignal,
  ms: number,
  reason: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted();
  const abort = new LinkedAbort(parent);
  const timer = setTimeout(() => {
    abort.abort(reason());
  }, ms);
  try {
    return await work(abort.signal);
  } finally {
    clearTimeout(timer);
    abort.release();
  }
}
