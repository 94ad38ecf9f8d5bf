import { ApiError, type ApiErrorFields } from "./apiError.js";

/** The number of requests that the service allows in any period of that length. */
export interface Quota {
  limit: number;
  windowMs: number;
}

/** The request quota is used up (HTTP 429), and waiting did not help within the allowed retries. */
export class QuotaError extends ApiError {
  override readonly name = "QuotaError";
  /** The quota, when the service named it. */
  readonly quota: Quota | undefined;

  constructor(fields: ApiErrorFields, quota: Quota | undefined) {
    super(fields);
    this.quota = quota;
  }
}
