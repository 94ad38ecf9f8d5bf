import type { Call } from "../plugin/packageDefinition.js";

/** So many items are encoded at once, so that the encoder's buffer stays small. */
const PAGE = 500;

/** A list of the result in the form that takes less memory, if the call has one. */
export function compactList<Item extends object>(items: Item[], call: Call): Item[] {
  if (call.compact === undefined) return items;
  const pages = Math.ceil(items.length / PAGE);
  // The result may contain what `compact` returns in place of the items.
  return Array.from(
    { length: pages },
    (_, page) => call.compact?.(items.slice(page * PAGE, (page + 1) * PAGE)) as Item,
  );
}
