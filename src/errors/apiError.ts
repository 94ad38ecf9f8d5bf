import { HssError, type Retry } from "./hssError.js";

export interface ApiErrorFields {
  /** What was asked, e.g. `GET /v5/{project}/image/local/hosts (page at offset 199)`. */
  where: string;
  statusCode: number;
  /** Huawei Cloud's code, e.g. `HSS.0013` or `APIGW.0301`; "" when the answer carried none. */
  errorCode: string;
  /** The server's own words, already redacted. */
  serverMessage: string;
  /** What the vendor's support asks for; "" when the answer carried none. */
  requestId: string;
  advice: string;
  /** Whether docs/errors.md tells about the code, and not only about errors of this kind. */
  codeIsKnown?: boolean | undefined;
  retry: Retry;
  retryAfterMs?: number | undefined;
}

/** Characters that a server names the cause in; what follows may be an echo of the whole request. */
const LONGEST_WORDS = 200;

function shortened(text: string): string {
  return text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS)}…` : text;
}

/** The service understood the request and refused it, or failed at it. */
export class ApiError extends HssError {
  override readonly name: string = "ApiError";
  readonly statusCode: number;
  readonly errorCode: string;
  readonly requestId: string;
  readonly advice: string;
  readonly #codeIsKnown: boolean;
  override readonly retry: Retry;
  override readonly retryAfterMs: number | undefined;

  constructor(fields: ApiErrorFields) {
    // IAM repeats the status as its code.
    const code = fields.errorCode === String(fields.statusCode) ? "" : fields.errorCode && ` ${fields.errorCode}`;
    const details = [
      ["request", fields.where],
      ["request id", fields.requestId],
      ["server said", fields.serverMessage && `"${shortened(fields.serverMessage)}"`],
    ].flatMap(([label = "", value = ""]) => (value === "" ? [] : [`\n  ${label}: ${value}`]));
    super(`The request was answered with HTTP ${fields.statusCode}${code}.\n${fields.advice}${details.join("")}`);
    this.statusCode = fields.statusCode;
    this.errorCode = fields.errorCode;
    this.requestId = fields.requestId;
    this.advice = fields.advice;
    this.#codeIsKnown = fields.codeIsKnown ?? false;
    this.retryAfterMs = fields.retryAfterMs;
    this.retry = fields.retry;
  }

  override get anchor(): string {
    return this.#codeIsKnown ? this.errorCode.toLowerCase().replace(".", "") : super.anchor;
  }
}
