import { deadlineOf, setDeadline } from "../async/deadline.js";
import { LinkedAbort } from "../async/linkedAbort.js";
import { TimeoutError } from "../errors/timeoutError.js";
import type { Call } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";

/** Runs one call. Throws a TimeoutError if the call takes longer than `scanTimeout`. */
export async function withinTime<T>(
  functionName: string,
  { callTimeoutMs, clock }: FunctionContext,
  call: Call,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  call.signal.throwIfAborted();
  using abort = new LinkedAbort(call.signal);
  setDeadline(abort.signal, Math.min(deadlineOf(abort.signal), clock.elapsed() + callTimeoutMs));
  abort.abortAfter(callTimeoutMs, () => new TimeoutError(functionName, callTimeoutMs));
  return await work({ ...call, signal: abort.signal });
}
