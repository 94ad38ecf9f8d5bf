import type { Detail } from "./errorText.js";
import { HssError, type Retry } from "./hssError.js";

/** The maximum number of characters that are shown of a code or an ID. Real ones are shorter. */
const LONGEST_NAME = 100;

export interface ApiErrorFields {
  /** The request, as details of the message. */
  where: readonly Detail[];
  summary: string;
  advice: string;
  /** 0 when the request was not sent. */
  statusCode: number;
  /** Huawei Cloud's code, for example `HSS.0013` or `APIGW.0301`; "" when the answer has none. */
  errorCode: string;
  /** The server's own words, from `Redactor.quote`; "" when the answer has none. */
  serverMessage: string;
  /** The ID that Huawei Cloud support asks for; "" when the answer has none. */
  requestId: string;
  /** Whether docs/errors.md has a section about the code. */
  codeIsKnown?: boolean | undefined;
  retry: Retry;
  retryAfterMs?: number | undefined;
}

/** The service refused the request, or failed. */
export class ApiError extends HssError {
  override readonly name: string = "ApiError";
  /** 0 when the request was not sent. */
  readonly statusCode: number;
  readonly errorCode: string;
  readonly requestId: string;
  /** The server's own words without secrets, at most 200 characters; "" when the answer has none. */
  readonly serverMessage: string;
  readonly #codeIsKnown: boolean;
  override readonly retry: Retry;
  override readonly retryAfterMs: number | undefined;

  constructor(fields: ApiErrorFields) {
    const { where, summary, advice, statusCode, errorCode, requestId, serverMessage } = fields;
    super({
      summary,
      advice,
      details: [
        ...where,
        ["status", statusCode || undefined],
        // IAM repeats the status as its code.
        ["code", errorCode === String(statusCode) ? "" : errorCode.slice(0, LONGEST_NAME)],
        ["request id", requestId.slice(0, LONGEST_NAME)],
        ["server said", serverMessage && `"${serverMessage}"`],
      ],
    });
    this.statusCode = statusCode;
    this.errorCode = errorCode;
    this.requestId = requestId;
    this.serverMessage = serverMessage;
    this.#codeIsKnown = fields.codeIsKnown ?? false;
    this.retryAfterMs = fields.retryAfterMs;
    this.retry = fields.retry;
  }

  override get anchor(): string {
    return this.#codeIsKnown ? this.errorCode.toLowerCase().replace(".", "") : super.anchor;
  }
}
