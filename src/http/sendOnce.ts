import type { Dispatcher } from "undici";
import { HssError } from "../errors/hssError.js";
import { NetworkError } from "../errors/networkError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { withDeadline } from "./deadline.js";
import { describeRequest, encodeQuery, type HttpRequest } from "./httpRequest.js";
import { networkErrorFrom } from "./networkErrorFrom.js";

export interface HttpAnswer {
  statusCode: number;
  /** Header names in lower case; repeated headers are joined. */
  headers: Readonly<Record<string, string>>;
  text: string;
}

export interface SendOptions {
  dispatcher: Dispatcher;
  /** Milliseconds for the whole exchange, from the connection to the last byte of the body. */
  timeoutMs: number;
  signal: AbortSignal;
}

/** Sends the request once and reads the whole answer. Redirects are not followed: they would carry the credentials along. */
export async function sendOnce(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
  const where = describeRequest(request);
  const tooSlow = () =>
    new NetworkError(
      where,
      `no complete answer within ${options.timeoutMs / 1000} s`,
      "ETIMEDOUT",
      "Raise requestTimeout if the service is only slow; else check the network, the proxy and the endpoint.",
      "patiently",
    );
  try {
    return await withDeadline(options.signal, options.timeoutMs, tooSlow, async (signal) => {
      const query = encodeQuery(request.query);
      const { statusCode, headers, body } = await options.dispatcher.request({
        origin: request.origin,
        path: query ? `${request.path}?${query}` : request.path,
        method: request.method,
        headers: { accept: "application/json", ...request.headers },
        body: request.body ?? null,
        signal,
      });
      const text = await body.text();
      const flat = Object.entries(headers).map(([name, value]) => [name, String(value)]);
      return { statusCode, headers: Object.fromEntries(flat) as Record<string, string>, text };
    });
  } catch (error) {
    if (error instanceof HssError) throw error;
    if (error instanceof Error && "code" in error && error.code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
      throw new ResponseShapeError(where, "", "it is larger than an answer may be", { cause: error });
    }
    throw networkErrorFrom(where, error);
  }
}
