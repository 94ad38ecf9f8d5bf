import type { Detail } from "../errors/errorText.js";
import { ApiError, type ApiErrorFields } from "../errors/apiError.js";
import { QuotaError, type Quota } from "../errors/quotaError.js";
import { adviceFor, isKnownCode } from "./adviceFor.js";
import { errorBody, type ErrorBody } from "./errorBody.js";
import { excessIn } from "./excessIn.js";
import type { Redactor } from "./redactor.js";
import { retryAfterMs } from "./retryAfterMs.js";
import { retryOf } from "./retryOf.js";
import type { HttpAnswer } from "./sendOnce.js";

/** The part of a page, in characters, that can hold the message. */
const LONGEST_PAGE = 16_384;

const UNIT_MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Makes an error with advice from an answer that is not 2xx, or that is an error all the same. */
export function apiErrorFrom(
  where: readonly Detail[],
  answer: Omit<HttpAnswer, "body">,
  redactor: Redactor,
  nowMs: number,
): ApiError {
  const said = errorFields(answer.text, redactor);
  const retry = retryOf(answer.statusCode, said.code);
  // Some gateways answer with 403 when the quota is used up.
  const statusCode = retry === "paced" ? 429 : answer.statusCode;
  const fields: ApiErrorFields = {
    where,
    ...adviceFor(statusCode, said.code, said.message),
    statusCode,
    errorCode: redactor.quote(said.code),
    serverMessage: redactor.quote(said.message),
    requestId: redactor.quote(said.requestId || (answer.headers["x-request-id"] ?? "")),
    codeIsKnown: isKnownCode(said.code),
    retry,
    retryAfterMs: retryAfterMs(answer.headers, nowMs),
  };
  return retry === "paced" ? new QuotaError(fields, quotaIn(said.message)) : new ApiError(fields);
}

/** Reads the quota that the gateway names, as in `policy user over ratelimit,limit:5,time:1 minute`. */
function quotaIn(message: string): Quota | undefined {
  const [, limit, amount, unit] =
    /limit:(\d{1,7}),time:(\d{1,5}(?:\.\d{1,3})?) ?(second|minute|hour|day)/i.exec(message) ?? [];
  const windowMs = Number(amount) * UNIT_MS[unit?.toLowerCase() as keyof typeof UNIT_MS];
  return Number(limit) > 0 && windowMs > 0 ? { limit: Number(limit), windowMs } : undefined;
}

/** A body that is no JSON is HTML, from a proxy or a gateway. */
function errorFields(text: string, redactor: Redactor): ErrorBody {
  const body = parsed(text);
  if (body !== undefined) return errorBody(body);
  // First: a secret may look like a tag, and one that the end of the page cuts in two is not recognized.
  const page = redactor.redact(text.slice(0, 2 * LONGEST_PAGE)).slice(0, LONGEST_PAGE);
  return { code: "", message: wordsOf(page), requestId: "" };
}

function parsed(text: string): unknown {
  if (excessIn(text) !== undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of an HTML page. No pattern may backtrack, because a page may be long, and designed to be slow to read. */
function wordsOf(html: string): string {
  const shown = html.split(/<\/(?:style|script)>/i).map((part) => part.replace(/<(?:style|script)[^]*$/i, " "));
  return shown
    .join("")
    .replace(/<[^<>]*>/g, " ")
    .trim();
}
