import type { Callers } from "../auth/callers.js";
import type { HttpClient } from "../http/httpClient.js";
import { encodeComponent } from "../http/httpRequest.js";
import type { ServiceAddresses } from "../http/serviceAddresses.js";
import type { FilterValues, ListOperation } from "./listOperation.js";
import type { Consistency, Page, PageScan, PageWindow, ScanProgress } from "./pageScan.js";
import { overlapOf } from "./overlapOf.js";
import { pagesToFollow } from "./planPages.js";
import { readRows, type OnDrift, type ReadResult } from "./readRows.js";
import { streamRows } from "./streamRows.js";

export interface HssSettings {
  enterpriseProjectId?: string | undefined;
  pageSize: number;
  maxConcurrency: number;
  consistency: Consistency;
  onDrift: OnDrift;
}

export interface HssClientOptions {
  settings: HssSettings;
  http: HttpClient;
  callers: Callers;
  addresses: ServiceAddresses;
}

export interface ListRequest {
  /** The operation's own filters, and `enterpriseProjectId`. */
  filters: FilterValues;
  region?: string | undefined;
  projectId?: string | undefined;
  /** Instead of the configured one. */
  consistency?: Consistency | undefined;
  /** Number of rows to skip at the start of the list. */
  offset?: number | undefined;
  /** Maximum number of rows to return; all if undefined. */
  limit?: number | undefined;
}

/** What a list covers. */
export interface ListScope {
  region: string;
  projectId: string;
  /** `0` is the default enterprise project, which HSS uses if a request names none. */
  enterpriseProjectId: string;
}

/** Facts about a list besides its rows. */
export interface ListFacts extends Omit<ReadResult<unknown>, "pages"> {
  scope: ListScope;
  /** `X-Request-Id` of each answer that was read for the list, in the order of arrival. */
  requestIds: readonly string[];
}

export interface ListOptions {
  onProgress?: ((progress: ScanProgress) => void) | undefined;
  /** Called with the number of milliseconds each time that the scan waits for the quota of HSS. */
  onWait?: ((ms: number) => void) | undefined;
  /** Called before each request to HSS. */
  onSend?: (() => void) | undefined;
  /** Awaited with the total of each page before its rows are used. What it throws ends the reading. */
  onTotal?: ((totalNum: number) => Promise<void>) | undefined;
  signal: AbortSignal;
}

interface Prepared<Row> {
  scan: PageScan<Row>;
  scope: ListScope;
  /** Of the answers so far. Grows during the scan. */
  requestIds: readonly string[];
}

/** HSS documents a `limit` of 10 to 200. Its behaviour outside this range is unknown. */
const LEAST_LIMIT = 10;

/** Queries HSS with the credentials and settings of one provider. */
export class HssClient {
  readonly #options: HssClientOptions;

  constructor(options: HssClientOptions) {
    this.#options = options;
  }

  /**
   * Reads a list exactly, or throws a DriftError; see `readRows`.
   * @param keep returns what to keep of a page's rows
   */
  async list<Row, Kept>(
    operation: ListOperation<Row>,
    request: ListRequest,
    keep: (rows: readonly Row[]) => Kept,
    options: ListOptions,
  ): Promise<ListFacts & ReadResult<Kept>> {
    const { scan, scope, requestIds } = await this.#prepare(operation, request, options);
    const read = await readRows({ ...scan, onDrift: this.#options.settings.onDrift }, keep, options.signal);
    return { ...read, scope, requestIds };
  }

  /** Like `list`, but yields one page whenever the caller asks for it. `onDrift` does not apply. See `streamRows`. */
  async *pages<Row>(
    operation: ListOperation<Row>,
    request: ListRequest,
    options: ListOptions,
  ): AsyncGenerator<readonly Row[]> {
    const { scan } = await this.#prepare(operation, request, options);
    yield* streamRows(scan, options.signal);
  }

  /** The number of requests for a whole list of so many rows, if nothing changes while it is read. */
  requestsFor(rows: number, consistency: Consistency = this.#options.settings.consistency): number {
    const pageRows = Math.min(rows, Math.max(LEAST_LIMIT, this.#options.settings.pageSize));
    const pages = 1 + pagesToFollow({ offset: 0, pageRows, end: rows, overlap: overlapOf(consistency) });
    return consistency === "snapshot" && pages > 1 ? 2 * pages : pages;
  }

  async #prepare<Row>(
    operation: ListOperation<Row>,
    request: ListRequest,
    { onProgress, onWait, onSend, onTotal, signal }: ListOptions,
  ): Promise<Prepared<Row>> {
    const { settings, callers, addresses } = this.#options;
    const http = this.#options.http.forScan(onWait, onSend);
    const { region, ownRegion, projectId, authorizer } = await callers.resolve(request, signal);
    const { origin, basePath } = addresses.hss({ region, ownRegion });
    const enterpriseProjectId = request.filters.enterpriseProjectId ?? settings.enterpriseProjectId;
    const query = operation.query({ ...request.filters, enterpriseProjectId });
    const requestIds: string[] = [];
    const fetchPage = async ({ offset, limit }: PageWindow, pageSignal: AbortSignal): Promise<Page<Row>> => {
      const page = await http.send(
        {
          method: "GET",
          origin,
          path: `${basePath}/v5/${encodeComponent(projectId)}/${operation.path}`,
          query: [...query, ["offset", String(offset)], ["limit", String(limit)]],
          headers: operation.regionHeader ? { region } : {},
          projectId,
          purpose: "",
          page: `offset ${offset}`,
        },
        authorizer,
        (body, where, headers) => {
          const page = operation.readPage(where, body);
          if (headers["x-request-id"]) requestIds.push(headers["x-request-id"]);
          return page;
        },
        pageSignal,
      );
      await onTotal?.(page.totalNum);
      return page;
    };
    const { offset = 0, limit = Infinity } = request;
    const scan = {
      fetchPage,
      where: operation.path,
      offset,
      limit,
      pageSize: Math.max(LEAST_LIMIT, Math.min(settings.pageSize, limit)),
      largestOffset: operation.largestOffset,
      maxConcurrency: settings.maxConcurrency,
      consistency: request.consistency ?? settings.consistency,
      identity: (row: Row) => operation.identity(row),
      onProgress,
    };
    const scope: ListScope = { region, projectId, enterpriseProjectId: enterpriseProjectId ?? "0" };
    return { scan, scope, requestIds };
  }
}
