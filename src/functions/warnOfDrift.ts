import type { Call } from "../plugin/packageDefinition.js";

/** Says that a result may be incomplete, where the provider's `onDrift` lets such a result pass at all. */
export function warnOfDrift(functionName: string, drift: string | undefined, call: Call): void {
  if (drift === undefined) return;
  call.warn(`${functionName}: the list changed while it was being read, the result may be incomplete: ${drift}.`);
}
