import type { Host } from "./host.js";

export interface ListItem {
  readonly enterpriseProjectId: string;
}

/** What tells one paginated list of HSS from another. */
export interface ListOperation<Item extends ListItem> {
  /** Below `/v5/{project_id}/`. */
  path: string;
  /** Whether a request without the header `region` is refused. */
  needsRegion: boolean;
  /** All that the fleet has of these, in the order they are listed. */
  itemsOf: (fleet: readonly Host[]) => readonly Item[];
  /** Whether the query's filters let it through; `enterprise_project_id`, `offset` and `limit` are seen to elsewhere. */
  matches: (item: Item, query: URLSearchParams) => boolean;
  /** What is answered for it. Its text is kept: an item that changes has to be another object. */
  row: (item: Item) => object;
}
