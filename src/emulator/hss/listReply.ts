import type { Account } from "../auth/account.js";
import type { Host } from "./host.js";
import type { ListItem, ListOperation } from "./listOperation.js";
import type { Call } from "../server/operation.js";
import { hssError } from "../server/errorReplies.js";
import type { Reply } from "../server/reply.js";

const DEFAULT_LIMIT = 10;
const MOST_CACHED_QUERIES = 32;

/** Answers any list: project, permission, filters, paging. Keeps lists and rows as text, so that serving costs a bench little. */
export class ListReply<Item extends ListItem> {
  readonly #operation: ListOperation<Item>;
  readonly #rows = new WeakMap<Item, string>();
  /** The matching rows by query, of one state of the fleet. */
  readonly #matching = new Map<string, readonly string[]>();
  #fleet: readonly Host[] = [];
  #items: readonly Item[] = [];

  constructor(operation: ListOperation<Item>) {
    this.#operation = operation;
  }

  answer({ exchange: { path, params, headers }, settings }: Call, { enterpriseProjects }: Account): Reply {
    const [, , projectId] = path.split("/");
    if (!settings.projects.some(({ id }) => id === projectId))
      return hssError("HSS.0010", "Access denied: project mismatch", 403);
    if (this.#operation.needsRegion && !headers.region)
      return hssError("HSS.0001", "Invalid parameter: header region is required");
    const offset = wholeNumber(params.get("offset"), 0);
    if (offset === undefined) return hssError("HSS.0001", "Invalid parameter: offset must be an integer of at least 0");
    const limit = wholeNumber(params.get("limit"), DEFAULT_LIMIT);
    if (limit === undefined || limit < 1)
      return hssError("HSS.0001", "Invalid parameter: limit must be an integer of at least 1");
    const enterpriseProject = params.get("enterprise_project_id") ?? "0";
    if (enterpriseProjects !== "all" && !enterpriseProjects.includes(enterpriseProject))
      return hssError("HSS.0013", "No permission for this enterprise project", 403);

    const rows = this.#rowsFor(params, enterpriseProject, settings.fleet);
    const page = rows.slice(offset, offset + Math.min(limit, settings.pageCap));
    return { status: 200, body: `{"total_num":${rows.length},"data_list":[${page.join(",")}]}` };
  }

  #rowsFor(params: URLSearchParams, enterpriseProject: string, fleet: readonly Host[]): readonly string[] {
    if (fleet !== this.#fleet) {
      this.#fleet = fleet;
      this.#items = this.#operation.itemsOf(fleet);
      this.#matching.clear();
    }
    const key = JSON.stringify([...params].filter(([name]) => name !== "offset" && name !== "limit"));
    const known = this.#matching.get(key);
    if (known !== undefined) return known;
    const rows = this.#items
      .filter(
        (item) =>
          (enterpriseProject === "all_granted_eps" || item.enterpriseProjectId === enterpriseProject) &&
          this.#operation.matches(item, params),
      )
      .map((item) => this.#textOf(item));
    if (this.#matching.size >= MOST_CACHED_QUERIES) this.#matching.clear();
    this.#matching.set(key, rows);
    return rows;
  }

  #textOf(item: Item): string {
    const known = this.#rows.get(item);
    if (known !== undefined) return known;
    const text = JSON.stringify(this.#operation.row(item));
    this.#rows.set(item, text);
    return text;
  }
}

function wholeNumber(text: string | null, fallback: number): number | undefined {
  if (text === null) return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
