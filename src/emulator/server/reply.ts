import type { ServerResponse } from "node:http";

/** An answer before it is sent. */
export interface Reply {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  body: unknown;
}

export function sendReply(response: ServerResponse, requestId: string, reply: Reply): void {
  const body = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    "content-type": "application/json;charset=UTF-8",
    "content-length": Buffer.byteLength(body),
    "x-request-id": requestId,
    ...reply.headers,
  });
  response.end(body);
}
