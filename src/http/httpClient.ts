import type { Dispatcher } from "undici";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { apiErrorFrom } from "./apiErrorFrom.js";
import type { Clock } from "./clock.js";
import { describeRequest, type HttpRequest } from "./httpRequest.js";
import type { Redactor } from "./redactor.js";
import { retry } from "./retry.js";
import { sendOnce, type HttpAnswer } from "./sendOnce.js";

/** Proves who is asking. */
export interface Authorizer {
  /** Adds the proof. Called for each attempt anew, as a signature carries its time. */
  authorize(request: HttpRequest, signal: AbortSignal): Promise<HttpRequest>;
  /**
   * Learns that the service took the proof for none (HTTP 401).
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
}

/** Characters that a token may have, and more. */
const LONGEST_SECRET = 16_384;

/** Makes sense of a parsed answer, or throws ResponseShapeError; a page that makes no sense is asked for again. */
export type Parse<T> = (body: unknown, where: string, headers: Readonly<Record<string, string>>) => T;

/** Sends requests and gives back what 2xx answers say; everything else is a typed error, after the retries it deserves. */
export class HttpClient {
  readonly #options: HttpClientOptions;

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  send<T>(request: HttpRequest, authorizer: Authorizer, parse: Parse<T>, signal: AbortSignal): Promise<T> {
    return retry(() => this.#attempt(request, authorizer, parse, signal), this.#options, signal);
  }

  async #attempt<T>(request: HttpRequest, authorizer: Authorizer, parse: Parse<T>, signal: AbortSignal): Promise<T> {
    const { redactor, clock } = this.#options;
    const answer = await this.#exchange(request, authorizer, signal);
    const where = describeRequest(request);
    if (answer.statusCode < 200 || answer.statusCode > 299) throw apiErrorFrom(where, answer, redactor, clock.now());
    return parse(this.#json(answer.text, where, request), where, answer.headers);
  }

  async #exchange(request: HttpRequest, authorizer: Authorizer, signal: AbortSignal): Promise<HttpAnswer> {
    const send = async () => {
      const authorized = await authorizer.authorize(request, signal);
      return { authorized, answer: await this.#sendOnce(authorized, signal) };
    };
    const { authorized, answer } = await send();
    const another = answer.statusCode === 401 && authorizer.rejected?.(authorized, answer) === true;
    return another ? (await send()).answer : answer;
  }

  #sendOnce(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { dispatcher, requestTimeoutMs } = this.#options;
    return sendOnce(request, { dispatcher, timeoutMs: requestTimeoutMs, signal });
  }

  #json(text: string, where: string, { confidential }: HttpRequest): unknown {
    const { redactor } = this.#options;
    try {
      return JSON.parse(text);
    } catch {
      // The parser's own message would quote the server's text as it is. A secret must be whole to be recognized.
      const start = redactor.redact(text.slice(0, LONGEST_SECRET)).slice(0, 80);
      const instead = confidential ? "" : ` but ${start === "" ? "empty" : `begins "${start}"`}`;
      throw new ResponseShapeError(where, "", `it is not JSON${instead}`);
    }
  }
}
