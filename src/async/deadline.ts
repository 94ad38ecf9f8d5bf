const deadlines = new WeakMap<AbortSignal, number>();

/** When the time of the call ends that the signal belongs to, by `Clock.elapsed()`; Infinity when it has no end. */
export function deadlineOf(signal: AbortSignal): number {
  return deadlines.get(signal) ?? Infinity;
}

/** Notes when the signal will be aborted, so that nobody begins a wait that cannot end in time. It starts no timer. */
export function setDeadline(signal: AbortSignal, at: number): void {
  deadlines.set(signal, at);
}
