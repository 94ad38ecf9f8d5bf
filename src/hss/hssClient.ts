import { TimeoutError } from "../errors/timeoutError.js";
import type { Callers } from "../auth/callers.js";
import { withDeadline } from "../async/withDeadline.js";
import type { HttpClient } from "../http/httpClient.js";
import { encodeComponent, type HttpRequest } from "../http/httpRequest.js";
import { parseEndpoint, serviceOrigin } from "../http/serviceOrigin.js";
import type { FilterValues, ListOperation } from "./listOperation.js";
import type { Page, Consistency, ScanProgress } from "./pageScan.js";
import type { PageWindow } from "./pagePlan.js";
import type { PackedRow } from "../rows/packedRow.js";
import { readRows, type OnDrift, type ReadResult } from "./readRows.js";
import type { RowSink } from "./rowSink.js";
import { streamRows } from "./streamRows.js";

export interface HssSettings {
  enterpriseProjectId?: string | undefined;
  endpoint?: string | undefined;
  pageSize: number;
  maxConcurrency: number;
  /** Milliseconds for one whole list, retries and waiting included. */
  scanTimeout: number;
  consistency: Consistency;
  onDrift: OnDrift;
}

export interface HssClientOptions {
  settings: HssSettings;
  http: HttpClient;
  callers: Callers;
}

export interface ListRequest {
  /** The operation's own, and `enterpriseProjectId`. */
  filters: FilterValues;
  region?: string | undefined;
  projectId?: string | undefined;
  /** Rows to leave out at the start of the list. */
  offset?: number | undefined;
  /** The most rows to give back; all when undefined. */
  limit?: number | undefined;
}

/** What a list was asked of. */
export interface ListScope {
  region: string;
  projectId: string;
  /** `0` is the default enterprise project, which HSS takes when it is asked for none. */
  enterpriseProjectId: string;
}

/** What is known of a list beside its rows. */
export interface ListFacts extends ReadResult {
  scope: ListScope;
  /** `X-Request-Id` of each answer the list was made from, in the order they arrived. */
  requestIds: readonly string[];
}

export interface ListOptions {
  onProgress?: ((progress: ScanProgress) => void) | undefined;
  /** Hears how many milliseconds the scan waits for the quota of HSS, each time it does. */
  onWait?: ((ms: number) => void) | undefined;
  signal: AbortSignal;
}

/** Asks HSS, in the name and within the settings of one provider. */
export class HssClient {
  readonly #options: HssClientOptions;

  constructor(options: HssClientOptions) {
    this.#options = options;
  }

  /** Hands over every row of a list as it is read, exact or a DriftError; see `scanPages`. */
  async listInto<Row>(
    sink: RowSink<PackedRow<Row>>,
    operation: ListOperation<Row>,
    request: ListRequest,
    options: ListOptions,
  ): Promise<ListFacts> {
    const { settings } = this.#options;
    const tooSlow = () =>
      new TimeoutError(
        `The list ${operation.path} was not complete within ${settings.scanTimeout / 1000} s. Raise scanTimeout, narrow the filters, or ask HSS's support for a larger quota.`,
      );
    return withDeadline(options.signal, settings.scanTimeout, tooSlow, async (signal) => {
      const { scan, scope, requestIds } = await this.#scan(operation, request, options, signal);
      const result = await readRows({ ...scan, onDrift: settings.onDrift }, sink, signal);
      return { ...result, scope, requestIds };
    });
  }

  /** As `listInto`, a page at a time in the reader's pace; `scanTimeout` and `onDrift` do not hold. See `streamRows`. */
  async *pages<Row>(
    operation: ListOperation<Row>,
    request: ListRequest,
    options: ListOptions,
  ): AsyncGenerator<readonly PackedRow<Row>[]> {
    const { scan } = await this.#scan(operation, request, options, options.signal);
    yield* streamRows(scan, options.signal);
  }

  async #scan<Row>(
    operation: ListOperation<Row>,
    request: ListRequest,
    { onProgress, onWait }: ListOptions,
    signal: AbortSignal,
  ) {
    const { settings } = this.#options;
    const { fetchPage, scope, requestIds } = await this.#pageFetcher(operation, request, onWait, signal);
    const scan = {
      fetchPage,
      where: `The list ${operation.path}`,
      offset: request.offset ?? 0,
      limit: request.limit ?? Infinity,
      pageSize: settings.pageSize,
      maxConcurrency: settings.maxConcurrency,
      consistency: settings.consistency,
      identity: (row: PackedRow<Row>) => operation.identity(row.unpack()),
      fingerprint: (row: PackedRow<Row>) => row,
      onProgress,
    };
    return { scan, scope, requestIds };
  }

  async #pageFetcher<Row>(
    operation: ListOperation<Row>,
    request: ListRequest,
    onWait: ListOptions["onWait"],
    signal: AbortSignal,
  ) {
    const { settings, callers } = this.#options;
    const http = this.#options.http.forScan(onWait ?? (() => undefined));
    const { region, projectId, authorizer } = await callers.resolve(request, signal);
    const { origin, basePath } =
      settings.endpoint === undefined
        ? { origin: serviceOrigin("hss", region), basePath: "" }
        : parseEndpoint("endpoint", settings.endpoint);
    const enterpriseProjectId = request.filters.enterpriseProjectId ?? settings.enterpriseProjectId;
    const query = operation.query({ ...request.filters, enterpriseProjectId });
    const requestIds: string[] = [];
    const noteRequestId = (headers: Readonly<Record<string, string>>) => {
      if (headers["x-request-id"]) requestIds.push(headers["x-request-id"]);
    };
    const fetchPage = (window: PageWindow, pageSignal: AbortSignal): Promise<Page<PackedRow<Row>>> => {
      const page: HttpRequest = {
        method: "GET",
        origin,
        path: `${basePath}/v5/${encodeComponent(projectId)}/${operation.path}`,
        query: [...query, ["offset", String(window.offset)], ["limit", String(window.limit)]],
        headers: { region },
        purpose: `page at offset ${window.offset}`,
      };
      return http.send(
        page,
        authorizer,
        (body, where, headers) => {
          const parsed = operation.pack(operation.parsePage(where, body));
          noteRequestId(headers);
          return parsed;
        },
        pageSignal,
        (body, headers) => {
          const read = operation.readPage(body);
          if (read) noteRequestId(headers);
          return read;
        },
      );
    };
    const scope: ListScope = { region, projectId, enterpriseProjectId: enterpriseProjectId ?? "0" };
    return { fetchPage, scope, requestIds };
  }
}
