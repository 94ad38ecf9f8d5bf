import { ApiError, type ApiErrorFields } from "../errors/apiError.js";
import { QuotaError } from "../errors/quotaError.js";
import { adviceFor, isKnownCode } from "./advice.js";
import type { Redactor } from "./redactor.js";
import { retryAfterMs } from "./retryAfter.js";
import type { HttpAnswer } from "./sendOnce.js";

/** Turns any answer but a 2xx into the error that names code, request id and the way out. */
export function apiErrorFrom(where: string, answer: HttpAnswer, redactor: Redactor, nowMs: number): ApiError {
  const said = errorFields(answer.text);
  const fields: ApiErrorFields = {
    where,
    statusCode: answer.statusCode,
    errorCode: redactor.redact(said.code),
    serverMessage: redactor.redact(said.message),
    requestId: redactor.redact(said.requestId || (answer.headers["x-request-id"] ?? "")),
    advice: adviceFor(answer.statusCode, said.code),
    codeIsKnown: isKnownCode(said.code),
    retryAfterMs: retryAfterMs(answer.headers["retry-after"], nowMs),
  };
  const throttled = answer.statusCode === 429 || /^APIG(W)?\.0308$/.test(said.code);
  return throttled ? new QuotaError({ ...fields, statusCode: 429 }) : new ApiError(fields);
}

/** The bodies seen: `{error_code, error_msg, request_id?}`, IAM's `{error: {code, message}}`, and HTML from anything in between. */
function errorFields(text: string): { code: string; message: string; requestId: string } {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { code: "", message: text.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/gi, " ").trim(), requestId: "" };
  }
  const outer = record(body);
  const inner = record(outer.error);
  const first = (...values: unknown[]) => values.map(scalar).find((value) => value !== "") ?? "";
  return {
    code: first(outer.error_code, outer.code, inner.error_code, inner.code),
    message: first(outer.error_msg, outer.message, inner.error_msg, inner.message, outer.error),
    requestId: first(outer.request_id, inner.request_id),
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function scalar(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
