import { ApiError } from "./apiError.js";

/** The service's request quota is used up (HTTP 429), and waiting within the allowed retries did not help. */
export class QuotaError extends ApiError {
  override readonly name = "QuotaError";
}
