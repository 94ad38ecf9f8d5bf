import type { Exchange } from "./exchange.js";

export interface RecordedRequest {
  method: string;
  path: string;
  /** As it stood in the request line, without "?". */
  query: string;
  params: URLSearchParams;
  headers: Exchange["headers"];
  /** When it came, in milliseconds since 1970. */
  at: number;
  /** Of the answer; undefined while there is none, and for good when the connection broke before it. */
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
    at,
    // Read from the answer itself, because interceptors write theirs whenever they like.
    get status() {
      return response.headersSent ? response.statusCode : undefined;
    },
  };
}
