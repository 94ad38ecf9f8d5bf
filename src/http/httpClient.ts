import type { Dispatcher } from "undici";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { apiErrorFrom } from "./apiErrorFrom.js";
import type { Clock } from "./clock.js";
import { describeRequest, type HttpRequest } from "./httpRequest.js";
import type { Redactor } from "./redactor.js";
import { retry } from "./retry.js";
import { sendOnce } from "./sendOnce.js";

/** Adds what proves who is asking. Called for each attempt anew, as a signature carries its time. */
export type Authorize = (request: HttpRequest, signal: AbortSignal) => Promise<HttpRequest>;

export interface HttpClientOptions {
  dispatcher: Dispatcher;
  redactor: Redactor;
  clock: Clock;
  random: () => number;
  maxRetries: number;
  requestTimeoutMs: number;
}

/** Makes sense of a parsed answer, or throws ResponseShapeError; a page that makes no sense is asked for again. */
export type Parse<T> = (body: unknown, where: string, headers: Readonly<Record<string, string>>) => T;

/** Sends requests and gives back what 2xx answers say; everything else is a typed error, after the retries it deserves. */
export class HttpClient {
  readonly #options: HttpClientOptions;

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  send<T>(request: HttpRequest, authorize: Authorize, parse: Parse<T>, signal: AbortSignal): Promise<T> {
    return retry(() => this.#attempt(request, authorize, parse, signal), this.#options, signal);
  }

  async #attempt<T>(request: HttpRequest, authorize: Authorize, parse: Parse<T>, signal: AbortSignal): Promise<T> {
    const { dispatcher, redactor, clock, requestTimeoutMs } = this.#options;
    const authorized = await authorize(request, signal);
    const answer = await sendOnce(authorized, { dispatcher, timeoutMs: requestTimeoutMs, signal });
    const where = describeRequest(request);
    if (answer.statusCode < 200 || answer.statusCode > 299) throw apiErrorFrom(where, answer, redactor, clock.now());
    return parse(this.#json(answer.text, where), where, answer.headers);
  }

  #json(text: string, where: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      // The parser's own message would quote the server's text as it is.
      const start = this.#options.redactor.redact(text.slice(0, 80));
      throw new ResponseShapeError(where, "", `it is not JSON but ${start === "" ? "empty" : `begins "${start}"`}`);
    }
  }
}
