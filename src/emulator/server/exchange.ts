import type { IncomingMessage, ServerResponse } from "node:http";

/** One request. */
export interface ReceivedRequest {
  /** Sent as the X-Request-Id header of the answer. */
  requestId: string;
  method: string;
  path: string;
  /** Path and query as in the request line. */
  target: string;
  params: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
}

/** One request over a socket, with the raw objects for interceptors. */
export interface Exchange extends ReceivedRequest {
  /** How many requests came before this one. */
  index: number;
  request: IncomingMessage;
  response: ServerResponse;
}

export async function readExchange(
  request: IncomingMessage,
  response: ServerResponse,
  index: number,
): Promise<Exchange> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = "GET", url = "/" } = request;
  const headers = request.headers as Record<string, string | undefined>;
  const body = Buffer.concat(chunks).toString("utf8");
  return { ...receivedRequest({ method, target: url, headers, body }, index), index, request, response };
}

/** @param index how many requests came before this one */
export function receivedRequest(
  given: Pick<ReceivedRequest, "method" | "target" | "headers" | "body">,
  index: number,
): ReceivedRequest {
  const [path = "", ...query] = given.target.split("?");
  const params = new URLSearchParams(query.join("?"));
  return { ...given, requestId: `emulated-${String(index).padStart(8, "0")}`, path, params };
}
