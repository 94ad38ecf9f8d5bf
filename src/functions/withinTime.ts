import { TimeoutError } from "../errors/timeoutError.js";
import { withDeadline } from "../async/withDeadline.js";
import type { Call } from "../plugin/packageDefinition.js";
import type { FunctionContext } from "./functionContext.js";

/** Runs the work of one call that is more than one list, under the call's time. */
export function withinTime<T>(
  functionName: string,
  { callTimeoutMs }: FunctionContext,
  call: Call,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const tooSlow = () =>
    new TimeoutError(
      `${functionName} was not done within ${callTimeoutMs / 1000} s. Raise scanTimeout, or ask for less.`,
    );
  return withDeadline(call.signal, callTimeoutMs, tooSlow, (signal) => work({ ...call, signal }));
}
