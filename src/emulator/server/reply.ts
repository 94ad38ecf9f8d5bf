import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";

/** An answer before it is sent. */
export interface Reply {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  body: unknown;
}

/** Characters of the shortest body that is worth compressing. */
const LEAST_ZIPPED = 1000;

export function sendReply(response: ServerResponse, requestId: string, reply: Reply): void {
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  const zips = text.length > LEAST_ZIPPED && /\bgzip\b/.test(response.req.headers["accept-encoding"] ?? "");
  const body = zips ? gzipSync(text, { level: 1 }) : Buffer.from(text);
  response.writeHead(reply.status, {
    "content-type": "application/json;charset=UTF-8",
    "content-length": body.length,
    ...(zips ? { "content-encoding": "gzip" } : {}),
    "x-request-id": requestId,
    ...reply.headers,
  });
  response.end(body);
}
