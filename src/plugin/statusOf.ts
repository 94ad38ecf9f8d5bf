import { status } from "@grpc/grpc-js";
import { ApiError } from "../errors/apiError.js";
import { HssError } from "../errors/hssError.js";

const BY_CLASS: Readonly<Partial<Record<string, status>>> = {
  AnswerSizeError: status.RESOURCE_EXHAUSTED,
  ArgumentError: status.INVALID_ARGUMENT,
  AuthError: status.UNAUTHENTICATED,
  CancelledError: status.CANCELLED,
  ComplianceError: status.FAILED_PRECONDITION,
  ConfigError: status.FAILED_PRECONDITION,
  DriftError: status.ABORTED,
  NetworkError: status.UNAVAILABLE,
  QuotaError: status.RESOURCE_EXHAUSTED,
  // As gRPC maps the HTTP status 502, with which a gateway says the same.
  ResponseShapeError: status.UNAVAILABLE,
  TimeoutError: status.DEADLINE_EXCEEDED,
};

/** The gRPC status of a call that ends in the error; INTERNAL for a bug of ours. docs/errors.md lists them. */
export function statusOf(error: unknown): status {
  if (error instanceof ApiError && error.name === "ApiError") return ofRefusal(error.likeStatus);
  return (error instanceof HssError ? BY_CLASS[error.name] : undefined) ?? status.INTERNAL;
}

function ofRefusal(httpStatus: number): status {
  if (httpStatus === 400) return status.INVALID_ARGUMENT;
  if (httpStatus === 401) return status.UNAUTHENTICATED;
  if (httpStatus === 403) return status.PERMISSION_DENIED;
  if (httpStatus >= 500 || httpStatus === 408 || httpStatus === 425) return status.UNAVAILABLE;
  // A redirect, a proxy, or nothing at this address: the configuration is wrong.
  return status.FAILED_PRECONDITION;
}
