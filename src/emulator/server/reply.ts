import type { ServerResponse } from "node:http";

/** An answer, before it is put on the wire. */
export interface Reply {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  body: unknown;
}

/** A refusal by HSS itself. It answers most of its own codes with HTTP 400. */
export function hssError(code: string, message: string, status = 400): Reply {
  return { status, body: { error_code: code, error_msg: message } };
}

/** A refusal by the gateway before HSS, which adds the request's id. */
export function gatewayError(status: number, code: string, message: string, requestId: string): Reply {
  return { status, body: { error_code: code, error_msg: message, request_id: requestId } };
}

/** A refusal by IAM. */
export function iamError(status: number, title: string, message: string): Reply {
  return { status, body: { error: { code: status, title, message } } };
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
