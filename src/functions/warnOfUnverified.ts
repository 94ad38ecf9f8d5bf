import type { Call } from "../plugin/packageDefinition.js";

/** Shows which images HSS may have confused with others, if there are any. */
export function warnOfUnverified(functionName: string, images: readonly string[], call: Call): void {
  if (images.length === 0) return;
  call.warn(
    `${functionName}: the result may have too many rows, because HSS has images that cannot be distinguished from others: ${images.join(", ")}.`,
  );
}
