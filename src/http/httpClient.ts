import type { Detail } from "../errors/errorText.js";
import { QuotaError } from "../errors/quotaError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { apiErrorFrom } from "./apiErrorFrom.js";
import { saysError } from "./errorBody.js";
import type { Clock } from "../async/clock.js";
import { excessIn } from "./excessIn.js";
import { describeRequest, type HttpRequest } from "./httpRequest.js";
import { Pacer } from "./pacer.js";
import type { Redactor } from "./redactor.js";
import { retry } from "./retry.js";
import { RetryBudget } from "./retryBudget.js";
import type { Sender } from "./sender.js";
import { sendOnce, type HttpAnswer } from "./sendOnce.js";

/** Authorizes requests. */
export interface Authorizer {
  /** Adds the credentials. Called for each attempt, because a signature contains the time. */
  authorize(request: HttpRequest, signal: AbortSignal): Promise<HttpRequest>;
  /**
   * Called when the service refused the credentials (HTTP 401).
   * @param request as it was authorized
   * @returns whether other credentials are available, so that it makes sense to send the request once more
   */
  rejected?(request: HttpRequest, answer: HttpAnswer): boolean;
}

export interface HttpClientOptions {
  dispatcher: Sender;
  redactor: Redactor;
  clock: Clock;
  random: () => number;
  maxRetries: number;
  requestTimeoutMs: number;
  /** Maximum number of concurrent requests to one operation. */
  maxConcurrency: number;
  /** The quota of one operation, if it is known in advance. */
  requestsPerMinute?: number | undefined;
}

/** What the requests of one scan share. */
interface Scan {
  budget?: RetryBudget;
  /** Called with the number of milliseconds that a request waits for the service's quota. */
  onWait: (ms: number) => void;
  /** Called just before a request is sent, after all waiting. */
  onSend: () => void;
}

const NOTHING = () => undefined;

const MINUTE_MS = 60_000;

/** Reads a parsed answer, or throws ResponseShapeError. Then the request is sent again. */
export type Parse<T> = (body: unknown, where: readonly Detail[], headers: Readonly<Record<string, string>>) => T;

/** Sends requests and returns the content of 2xx answers. Retries other answers if that may help, and then throws a typed error. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #pacers: Map<string, Pacer>;
  readonly #scan: Scan;

  constructor(
    options: HttpClientOptions,
    pacers = new Map<string, Pacer>(),
    scan: Scan = { onWait: NOTHING, onSend: NOTHING },
  ) {
    this.#options = options;
    this.#pacers = pacers;
    this.#scan = scan;
  }

  /** The same client, for the requests of one scan: they share a budget of retries. */
  forScan(onWait: Scan["onWait"] = NOTHING, onSend: Scan["onSend"] = NOTHING): HttpClient {
    const budget = new RetryBudget(this.#options.maxRetries);
    return new HttpClient(this.#options, this.#pacers, { budget, onWait, onSend });
  }

  send<T>(request: HttpRequest, authorizer: Authorizer, parse: Parse<T>, signal: AbortSignal): Promise<T> {
    return retry(
      async () => {
        const { body, headers } = await this.#exchange(request, authorizer, signal);
        return parse(body, describeRequest(request), headers);
      },
      { ...this.#options, budget: this.#scan.budget, pausedMs: () => this.#pacer(request).pausedMs() },
      signal,
    );
  }

  async #exchange(request: HttpRequest, authorizer: Authorizer, signal: AbortSignal) {
    const { onWait } = this.#scan;
    const where = describeRequest(request);
    const send = () =>
      this.#pacer(request).run(() => this.#sendOnce(request, authorizer, signal), onWait, signal, where);
    let sent = await send();
    if (sent.error?.statusCode === 401 && authorizer.rejected?.(sent.authorized, sent.answer) === true)
      sent = await send();
    if (sent.error) throw sent.error;
    return { body: sent.body, headers: sent.answer.headers };
  }

  /** Authorizes the request after all waiting, because a signature contains the time. */
  async #sendOnce(request: HttpRequest, authorizer: Authorizer, signal: AbortSignal) {
    const { dispatcher, requestTimeoutMs, redactor, clock } = this.#options;
    const authorized = await authorizer.authorize(request, signal);
    this.#scan.onSend();
    const answer = await sendOnce(authorized, { dispatcher, timeoutMs: requestTimeoutMs, signal });
    const where = describeRequest(request);
    const accepted = answer.statusCode >= 200 && answer.statusCode <= 299;
    const body = accepted ? this.#json(answer.text, where, request) : undefined;
    const isError = !accepted || saysError(body);
    const error = isError ? apiErrorFrom(where, answer, redactor, clock.now(), request.refusal) : undefined;
    // The pacer learns the quota from it.
    if (error instanceof QuotaError) throw error;
    return { authorized, answer, body, error };
  }

  /** One pacer for each operation, because the service counts the requests to each operation. */
  #pacer({ method, origin, path, step }: HttpRequest): Pacer {
    const operation = [`${method} ${origin}${path}`, step].join(" ");
    let pacer = this.#pacers.get(operation);
    if (pacer === undefined) {
      const { maxConcurrency, requestsPerMinute, clock } = this.#options;
      const quota = requestsPerMinute === undefined ? undefined : { limit: requestsPerMinute, windowMs: MINUTE_MS };
      pacer = new Pacer({ maxConcurrency, quota, clock });
      this.#pacers.set(operation, pacer);
    }
    return pacer;
  }

  #json(text: string, where: readonly Detail[], { confidential }: HttpRequest): unknown {
    const { redactor } = this.#options;
    const excess = excessIn(text);
    if (excess !== undefined) throw new ResponseShapeError(where, "", excess);
    try {
      return JSON.parse(text);
    } catch {
      // The parser's own message would quote the server's text unchanged.
      const said = confidential ? "" : redactor.quote(text);
      throw new ResponseShapeError(where, "", text === "" ? "it is empty" : "it is not JSON", { said });
    }
  }
}
