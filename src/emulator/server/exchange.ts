import type { IncomingMessage, ServerResponse } from "node:http";

/** One request, and the raw objects for interceptors. */
export interface Exchange {
  /** How many requests came before this one. */
  index: number;
  /** Sent as the X-Request-Id header of the answer. */
  requestId: string;
  method: string;
  path: string;
  /** Path and query as in the request line. */
  target: string;
  params: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
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
  const target = request.url ?? "/";
  const cut = target.indexOf("?");
  return {
    index,
    requestId: `emulated-${String(index).padStart(8, "0")}`,
    method: request.method ?? "GET",
    path: cut < 0 ? target : target.slice(0, cut),
    target,
    params: new URLSearchParams(cut < 0 ? "" : target.slice(cut + 1)),
    headers: request.headers as Record<string, string | undefined>,
    body: Buffer.concat(chunks).toString("utf8"),
    request,
    response,
  };
}
