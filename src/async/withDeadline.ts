import { LinkedAbort } from "./linkedAbort.js";

/** Runs `work` under a signal that is aborted along with the parent, with `reason()` after `ms`, or when `work` fails. */
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
  } catch (error) {
    // What else of the work is under way has nobody to wait for it.
    abort.abort(error);
    throw error;
  } finally {
    clearTimeout(timer);
    abort.release();
  }
}
