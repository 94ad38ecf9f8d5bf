/**
 * Runs `work` under a signal that is aborted with the parent's reason, or with `reason()` after `ms`.
 * (`AbortSignal.any` would do the same, but in Node 20 it holds on to every signal made from a long-lived parent.)
 */
export async function withDeadline<T>(
  parent: AbortSignal,
  ms: number,
  reason: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted();
  const controller = new AbortController();
  const follow = () => {
    controller.abort(parent.reason);
  };
  parent.addEventListener("abort", follow, { once: true });
  const timer = setTimeout(() => {
    controller.abort(reason());
  }, ms);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    parent.removeEventListener("abort", follow);
  }
}
