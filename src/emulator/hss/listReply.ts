import type { Account } from "../auth/account.js";
import type { EmulatorSettings } from "../emulatorSettings.js";
import type { Host } from "./host.js";
import type { ListOperation } from "./listOperation.js";
import type { Call } from "../server/operation.js";
import { hssError } from "../server/errorReplies.js";
import type { Reply } from "../server/reply.js";

const SMALLEST_LIMIT = 10;
const LARGEST_LIMIT = 200;
const DEFAULT_LIMIT = 10;
const MOST_CACHED_QUERIES = 32;

/** Answers a list: project, permission, filters, pages. It keeps rows as text, because tests and the bench ask for many. */
export class ListReply<Item extends object> {
  readonly #operation: ListOperation<Item>;
  readonly #rows = new WeakMap<Item, string>();
  /** The matching rows of each query, for the present fleet. */
  readonly #matching = new Map<string, readonly string[]>();
  #fleet: readonly Host[] = [];
  /** The items of each enterprise project, and those of all of them. */
  readonly #items = new Map<string, readonly Item[]>();

  constructor(operation: ListOperation<Item>) {
    this.#operation = operation;
  }

  answer({ exchange: { path, params, headers }, settings }: Call, { enterpriseProjects }: Account): Reply {
    const [, , projectId] = path.split("/");
    if (!settings.projects.some(({ id }) => id === projectId))
      return hssError("HSS.0010", "Access denied: project mismatch", 403);
    if (this.#operation.needsRegion && !headers.region)
      return hssError("HSS.0001", "Invalid parameter: header region is required");
    for (const [name, values] of Object.entries(this.#operation.required ?? {})) {
      const value = params.get(name);
      if (value === null) return hssError("HSS.0001", `Invalid parameter: ${name} is required`);
      if (!values.test(value)) return hssError("HSS.0001", `Invalid parameter: ${name} must match ${values.source}`);
    }
    const offset = integerIn(params.get("offset") ?? "0", 0, this.#operation.largestOffset);
    if (offset === undefined) return outOfRange("offset", 0, this.#operation.largestOffset);
    const limit = integerIn(params.get("limit") ?? String(DEFAULT_LIMIT), SMALLEST_LIMIT, LARGEST_LIMIT);
    if (limit === undefined) return outOfRange("limit", SMALLEST_LIMIT, LARGEST_LIMIT);
    const enterpriseProject = params.get("enterprise_project_id") ?? "0";
    if (enterpriseProjects !== "all" && !enterpriseProjects.includes(enterpriseProject))
      return hssError("HSS.0013", "No permission for this enterprise project", 403);

    const rows = this.#rowsFor(params, enterpriseProject, settings);
    const page = rows.slice(offset, offset + Math.min(limit, settings.pageCap));
    // HSS documents a list of at least one row.
    if (rows.length === 0) return { status: 200, body: { total_num: 0 } };
    return { status: 200, body: `{"total_num":${rows.length},"data_list":[${page.join(",")}]}` };
  }

  #rowsFor(
    params: URLSearchParams,
    enterpriseProject: string,
    { fleet, hostMatch, cveMatch }: EmulatorSettings,
  ): readonly string[] {
    if (fleet !== this.#fleet) {
      this.#fleet = fleet;
      this.#items.clear();
      this.#matching.clear();
    }
    const key = JSON.stringify([
      hostMatch,
      cveMatch,
      ...[...params].filter(([name]) => name !== "offset" && name !== "limit"),
    ]);
    const known = this.#matching.get(key);
    if (known !== undefined) return known;
    const rows = this.#itemsOf(enterpriseProject)
      .filter((item) => this.#operation.matches(item, params, { hostMatch, cveMatch }))
      .map((item) => this.#textOf(item));
    if (this.#matching.size >= MOST_CACHED_QUERIES) this.#matching.clear();
    this.#matching.set(key, rows);
    return rows;
  }

  #itemsOf(enterpriseProject: string): readonly Item[] {
    let items = this.#items.get(enterpriseProject);
    if (items === undefined) {
      const isAll = enterpriseProject === "all_granted_eps";
      const hosts = this.#fleet.filter((host) => isAll || host.enterpriseProjectId === enterpriseProject);
      items = this.#operation.itemsOf(hosts);
      this.#items.set(enterpriseProject, items);
    }
    return items;
  }

  #textOf(item: Item): string {
    const known = this.#rows.get(item);
    if (known !== undefined) return known;
    const text = JSON.stringify(this.#operation.row(item));
    this.#rows.set(item, text);
    return text;
  }
}

function integerIn(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
}

function outOfRange(parameter: string, least: number, most: number): Reply {
  return hssError("HSS.0001", `Invalid parameter: ${parameter} must be an integer from ${least} to ${most}`);
}
