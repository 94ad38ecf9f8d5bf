import { ApiError, type ApiErrorFields } from "./apiError.js";
import type { Detail } from "./errorText.js";

/** The number of requests that the service allows in any period of that length. */
export interface Quota {
  limit: number;
  windowMs: number;
}

/** The request quota is used up (HTTP 429), and waiting did not help, or would take longer than the call may. */
export class QuotaError extends ApiError {
  override readonly name = "QuotaError";
  /** The quota, when it is known. */
  readonly quota: Quota | undefined;

  constructor(fields: ApiErrorFields, quota: Quota | undefined) {
    super(fields);
    this.quota = quota;
  }

  /**
   * For a request that was not sent, because it would have to wait for longer than the call may take.
   * @param details the request, and how long it would have to wait
   */
  static beforeSending(details: readonly Detail[], waitMs: number, quota: Quota | undefined): QuotaError {
    return new QuotaError(
      {
        where: details,
        summary: "The request quota is used up, and the call would end before there is room for another request.",
        advice: "Run again later, raise scanTimeout, narrow the filters, or ask Huawei Cloud for a larger quota.",
        statusCode: 0,
        errorCode: "",
        serverMessage: "",
        requestId: "",
        retry: "never",
        retryAfterMs: waitMs,
      },
      quota,
    );
  }

  /** A request that was not sent is no attempt. */
  override gaveUp(attempts: number, elapsedMs: number, more: readonly Detail[] = []): this {
    return super.gaveUp(this.statusCode === 0 ? attempts - 1 : attempts, elapsedMs, more);
  }
}
