import type { EmulatorSettings } from "../emulatorSettings.js";
import type { Host } from "./host.js";

/** How filters match where HSS does not document it. */
export type Matching = Readonly<Pick<EmulatorSettings, "hostMatch" | "cveMatch">>;

/** One paginated list of HSS, with its own filters. Project, `offset`, `limit` and `enterprise_project_id` are the same for all lists. */
export interface ListOperation<Item extends object> {
  /** Relative to `/v5/{project_id}/`. */
  path: string;
  /** Whether a request needs the header `region`. */
  needsRegion: boolean;
  /** The largest `offset` that HSS documents for the list. */
  largestOffset: number;
  /** Parameters that a request must have, and the values that HSS documents for them. */
  required?: Readonly<Record<string, RegExp>>;
  /** All items of the servers in the enterprise projects of the query, in the order of the list. */
  itemsOf: (hosts: readonly Host[]) => readonly Item[];
  /** Whether an item passes the filters of the query. */
  matches: (item: Item, query: URLSearchParams, match: Matching) => boolean;
  /** The row of an item. It is made once: to change an item, replace the object. */
  row: (item: Item) => object;
}
