import { glob } from "./glob.js";
import type { ImageSelector } from "./imageSelector.js";

/**
 * A text that is in the name of every image that one of the selectors fits, for a list of images that HSS filters by part of their
 * names; undefined if there is none.
 */
export function commonNamePart(selectors: readonly ImageSelector[]): string | undefined {
  const parts = selectors.map(
    ({ name, namePattern }) => name ?? (namePattern === undefined ? "" : (glob(namePattern, "path")?.literal ?? "")),
  );
  const shortest = parts.reduce((a, b) => (b.length < a.length ? b : a), parts[0] ?? "");
  return shortest !== "" && parts.every((part) => part.includes(shortest)) ? shortest : undefined;
}
