import type { Account } from "./account.js";
import type { Exchange } from "./exchange.js";
import { hssError, type Reply } from "./reply.js";

/** What tells one paginated list of HSS from another. */
export interface ListOperation<Item> {
  path: string;
  /** Query parameters that narrow the list, beside `enterprise_project_id`. */
  filters: readonly string[];
  matches: (item: Item, filter: URLSearchParams) => boolean;
  row: (item: Item) => object;
}

const DEFAULT_LIMIT = 10;

/** Answers any list: permission, filters, paging. Lists and rows are kept as text, so that serving costs little in a bench. */
export class ListReply<Item extends { enterpriseProjectId: string }> {
  readonly #operation: ListOperation<Item>;
  readonly #rows = new WeakMap<object, string>();
  #cached: { key: string; items: readonly Item[]; matching: string[] } | undefined;

  constructor(operation: ListOperation<Item>) {
    this.#operation = operation;
  }

  /** @param items the whole list; replaced by its owner, never changed, when the fleet changes. */
  answer(exchange: Exchange, account: Account, items: readonly Item[], pageCap: number): Reply {
    const { params, headers } = exchange;
    if (!headers.region) return hssError("HSS.0001", "Invalid parameter: header region is required");
    const offset = wholeNumber(params.get("offset"), 0);
    const limit = wholeNumber(params.get("limit"), DEFAULT_LIMIT);
    if (offset === undefined) return hssError("HSS.0001", "Invalid parameter: offset must be an integer of at least 0");
    if (limit === undefined || limit < 1)
      return hssError("HSS.0001", "Invalid parameter: limit must be an integer of at least 1");
    const project = params.get("enterprise_project_id") ?? "0";
    const granted = account.enterpriseProjects;
    if (granted !== "all" && !granted.includes(project)) {
      return hssError("HSS.0013", "No permission for this enterprise project", 403);
    }
    const matching = this.#matching(params, project, items);
    const page = matching.slice(offset, offset + Math.min(limit, pageCap));
    return { status: 200, body: `{"total_num":${matching.length},"data_list":[${page.join(",")}]}` };
  }

  #matching(params: URLSearchParams, project: string, items: readonly Item[]): string[] {
    const { filters, matches, row } = this.#operation;
    const key = JSON.stringify([project, ...filters.map((name) => params.get(name))]);
    if (this.#cached?.key === key && this.#cached.items === items) return this.#cached.matching;
    const inProject = (item: Item) => project === "all_granted_eps" || item.enterpriseProjectId === project;
    const matching = items
      .filter((item) => inProject(item) && matches(item, params))
      .map((item) => {
        const known = this.#rows.get(item);
        if (known !== undefined) return known;
        const text = JSON.stringify(row(item));
        this.#rows.set(item, text);
        return text;
      });
    this.#cached = { key, items, matching };
    return matching;
  }
}

function wholeNumber(text: string | null, fallback: number): number | undefined {
  if (text === null) return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
