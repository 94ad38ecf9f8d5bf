import { ApiError, type ApiErrorFields } from "./apiError.js";

/** So many requests in any stretch of time of that length. */
export interface Quota {
  limit: number;
  windowMs: number;
}

/** The service's request quota is used up (HTTP 429), and waiting within the allowed retries did not help. */
export class QuotaError extends ApiError {
  override readonly name = "QuotaError";
  /** The quota, when the service said what it is. */
  readonly quota: Quota | undefined;

  constructor(fields: ApiErrorFields, quota: Quota | undefined) {
    super(fields);
    this.quota = quota;
  }
}
