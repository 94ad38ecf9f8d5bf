import type { HostMatch } from "../emulatorSettings.js";
import type { Host, Image } from "./host.js";

export interface ListItem {
  readonly enterpriseProjectId: string;
}

/** One paginated list of HSS, with its own filters. Project, `offset`, `limit` and `enterprise_project_id` are the same for all lists. */
export interface ListOperation<Item extends ListItem> {
  /** Relative to `/v5/{project_id}/`. */
  path: string;
  /** Whether a request needs the header `region`. */
  needsRegion: boolean;
  /** The largest `offset` that HSS documents for the list. */
  largestOffset: number;
  /** All items of the servers and recorded images, in the order of the list. */
  itemsOf: (fleet: readonly Host[], images: readonly Image[]) => readonly Item[];
  /** Whether an item passes the filters of the query. */
  matches: (item: Item, query: URLSearchParams, hostMatch: HostMatch) => boolean;
  /** The row of an item. It is made once: to change an item, replace the object. */
  row: (item: Item) => object;
}
