import type { Call } from "../plugin/packageDefinition.js";

/** Shows why the rows of a list may be incomplete, if they may be. */
export function warnOfDrift(functionName: string, drift: string | undefined, call: Call): void {
  if (drift === undefined) return;
  call.warn(`${functionName}: the list changed while it was being read, so the result may be incomplete: ${drift}.`);
}
