import { signedHeaderNames } from "../auth/signedHeaderNames.js";
import type { Exchange } from "./exchange.js";

export interface RecordedRequest {
  method: string;
  path: string;
  /** As in the request line, without "?". */
  query: string;
  params: URLSearchParams;
  headers: Exchange["headers"];
  /** The names of the headers that an AK/SK signature covers, in lower case; empty without one. */
  signedHeaders: readonly string[];
  /** When it arrived, in milliseconds since 1970. */
  at: number;
  /** Of the answer; undefined as long as there is no answer. */
  readonly status: number | undefined;
}

export function recordedRequest(exchange: Exchange, at: number): RecordedRequest {
  const { method, path, target, params, headers, response } = exchange;
  return {
    method,
    path,
    query: target.slice(path.length + 1),
    params,
    headers,
    signedHeaders: signedHeaderNames(headers.authorization),
    at,
    // Read from the response, because an interceptor may answer at any time.
    get status() {
      return response.headersSent ? response.statusCode : undefined;
    },
  };
}
