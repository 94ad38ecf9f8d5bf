import { validateHeaderValue } from "node:http";
import { LinkedAbort } from "../async/linkedAbort.js";
import { HssError } from "../errors/hssError.js";
import { NetworkError } from "../errors/networkError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { BodyError } from "./bodyError.js";
import { codeOf } from "./codeOf.js";
import { decodeBody, LARGEST_ANSWER_BYTES } from "./decodeBody.js";
import { describeRequest, encodeQuery, type HttpRequest } from "./httpRequest.js";
import { networkErrorFrom } from "./networkErrorFrom.js";
import type { Sender, SentAnswer } from "./sender.js";
import { USER_AGENT } from "./userAgent.js";

/** Compression makes a page four times smaller. The User-Agent is not signed, because a proxy may change it. */
const HEADERS = {
  accept: "application/json",
  "accept-encoding": "gzip, deflate",
  "user-agent": USER_AGENT,
};

export interface HttpAnswer {
  readonly statusCode: number;
  /** Header names in lower case; repeated headers are joined. */
  readonly headers: Readonly<Record<string, string>>;
  /** For an error status: "" if the body cannot be read, and with replacement characters for invalid UTF-8. */
  readonly text: string;
}

export interface SendOptions {
  dispatcher: Sender;
  /** Timeout in milliseconds, from the connection to the last byte of the body. */
  timeoutMs: number;
  signal: AbortSignal;
}

/** Sends the request once and reads the whole answer. Does not follow redirects, which could send the credentials elsewhere. */
export async function sendOnce(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
  const where = describeRequest(request);
  options.signal.throwIfAborted();
  using abort = new LinkedAbort(options.signal);
  abort.abortAfter(
    options.timeoutMs,
    () =>
      new NetworkError({
        where,
        summary: `No complete answer arrived within requestTimeout (${options.timeoutMs / 1000} s).`,
        advice: "Raise requestTimeout if the service is slow. Otherwise check the network, the proxy and endpoint.",
        code: "ETIMEDOUT",
        retry: "patiently",
      }),
  );
  try {
    const query = encodeQuery(request.query);
    // A pool loses a connection over each request that it cannot send.
    for (const [name, value] of Object.entries(request.headers)) validateHeaderValue(name, value);
    const { statusCode, headers, body } = await options.dispatcher.request({
      origin: request.origin,
      path: query ? `${request.path}?${query}` : request.path,
      method: request.method,
      headers: { ...HEADERS, ...request.headers },
      body: request.body ?? null,
      // undici's own timeouts of five minutes would end a longer requestTimeout early.
      headersTimeout: 0,
      bodyTimeout: 0,
      signal: abort.signal,
    });
    const successful = statusCode >= 200 && statusCode < 300;
    const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    try {
      return { statusCode, headers: flat, text: await textOf(body, flat["content-encoding"], successful) };
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      if (successful) throw new ResponseShapeError(where, "", error.message, { cause: error });
      // The status is enough for an error message.
      return { statusCode, headers: flat, text: "" };
    }
  } catch (error) {
    // An answer that the caller aborted is not a network error.
    options.signal.throwIfAborted();
    throw error instanceof HssError ? error : networkErrorFrom(where, error);
  }
}

async function textOf(body: SentAnswer["body"], contentEncoding: string | undefined, fatal: boolean): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = Buffer.from(await body.arrayBuffer());
  } catch (error) {
    if (codeOf(error) === "UND_ERR_RES_EXCEEDED_MAX_SIZE") throw BodyError.tooLarge(LARGEST_ANSWER_BYTES, error);
    throw error;
  }
  const decoded = await decodeBody(bytes, contentEncoding);
  try {
    // TextDecoder removes a byte order mark.
    return new TextDecoder("utf-8", { fatal }).decode(decoded);
  } catch (error) {
    throw new BodyError("it is not valid UTF-8", { cause: error });
  }
}
