import type { Dispatcher } from "undici";
import type { Detail } from "../errors/errorText.js";
import { QuotaError } from "../errors/quotaError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { apiErrorFrom } from "./apiErrorFrom.js";
import type { Clock } from "../async/clock.js";
import { excessIn } from "./excessIn.js";
import { describeRequest, type HttpRequest } from "./httpRequest.js";
import { Pacer } from "./pacer.js";
import type { Redactor } from "./redactor.js";
import { retry } from "./retry.js";
import { RetryBudget } from "./retryBudget.js";
import { sendOnce, type HttpAnswer } from "./sendOnce.js";

/** Proves who is asking. */
export interface Authorizer {
  /** Adds the proof. Called for each attempt anew, as a signature carries its time. */
  authorize(request: HttpRequest, signal: AbortSignal): Promise<HttpRequest>;
  /**
   * Called when the service refused the credentials (HTTP 401).
   * @param request as it was authorized
   * @returns whether another proof can be given, so that the request is worth sending once more.
   */
  rejected?(request: HttpRequest, answer: HttpAnswer): boolean;
}

export interface HttpClientOptions {
  dispatcher: Dispatcher;
  redactor: Redactor;
  clock: Clock;
  random: () => number;
  maxRetries: number;
  requestTimeoutMs: number;
  /** Requests in flight at once to one operation. */
  maxConcurrency: number;
  /** The quota of one operation, when it is known up front. */
  requestsPerMinute?: number | undefined;
}

/** What the requests of one scan share. */
interface Scan {
  budget?: RetryBudget;
  /** Hears how many milliseconds a request waits for the service's quota. */
  onWait: (ms: number) => void;
  /** Called just before a request is sent, after all waiting. */
  onSend: () => void;
}

const NOTHING = () => undefined;

const MINUTE_MS = 60_000;

/** Characters that a token may have, and more. */
const LONGEST_SECRET = 16_384;

/** Makes sense of a parsed answer, or throws ResponseShapeError; a page that makes no sense is asked for again. */
export type Parse<T> = (body: unknown, where: readonly Detail[], headers: Readonly<Record<string, string>>) => T;

/** Sends requests and gives back what 2xx answers say; everything else is a typed error, after the retries it deserves. */
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
        const answer = await this.#exchange(request, authorizer, signal);
        const where = describeRequest(request);
        return parse(this.#json(answer.text, where, request), where, answer.headers);
      },
      { ...this.#options, budget: this.#scan.budget },
      signal,
    );
  }

  async #exchange(request: HttpRequest, authorizer: Authorizer, signal: AbortSignal): Promise<HttpAnswer> {
    const send = () =>
      this.#pacer(request).run(() => this.#sendOnce(request, authorizer, signal), this.#scan.onWait, signal);
    let sent = await send();
    if (sent.error?.statusCode === 401 && authorizer.rejected?.(sent.authorized, sent.answer) === true)
      sent = await send();
    if (sent.error) throw sent.error;
    return sent.answer;
  }

  /** Proves who is asking at the last moment, after all waiting: a signature carries its time. */
  async #sendOnce(request: HttpRequest, authorizer: Authorizer, signal: AbortSignal) {
    const { dispatcher, requestTimeoutMs, redactor, clock } = this.#options;
    const authorized = await authorizer.authorize(request, signal);
    this.#scan.onSend();
    const answer = await sendOnce(authorized, { dispatcher, timeoutMs: requestTimeoutMs, signal });
    const refused = answer.statusCode < 200 || answer.statusCode > 299;
    const error = refused ? apiErrorFrom(describeRequest(request), answer, redactor, clock.now()) : undefined;
    // The pacer learns from it.
    if (error instanceof QuotaError) throw error;
    return { authorized, answer, error };
  }

  /** The service counts the requests to each of its operations. */
  #pacer({ method, origin, path }: HttpRequest): Pacer {
    const operation = `${method} ${origin}${path}`;
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
      // The parser's own message would quote the server's text as it is. A secret must be whole to be recognized.
      const said = confidential ? "" : redactor.redact(text.slice(0, LONGEST_SECRET));
      throw new ResponseShapeError(where, "", text === "" ? "it is empty" : "it is not JSON", { said });
    }
  }
}
