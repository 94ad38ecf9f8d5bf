import type { Reply } from "./reply.js";

/** An error of HSS itself. It answers most of its own error codes with HTTP 400. */
export function hssError(code: string, message: string, status = 400): Reply {
  return errorWithCode(status, code, message);
}

/** An error of the gateway in front of HSS, which adds the ID of the request. */
export function gatewayError(status: number, code: string, message: string, requestId: string): Reply {
  return { status, body: { error_code: code, error_msg: message, request_id: requestId } };
}

/** An error of STS, and of the newer operations of IAM. */
export function errorWithCode(status: number, code: string, message: string): Reply {
  return { status, body: { error_code: code, error_msg: message } };
}

/** An error of IAM's older operations. */
export function iamError(status: number, title: string, message: string): Reply {
  return { status, body: { error: { code: status, title, message } } };
}
