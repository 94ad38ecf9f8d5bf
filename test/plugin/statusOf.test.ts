import assert from "node:assert/strict";
import { status } from "@grpc/grpc-js";
import { statusOf } from "../../src/plugin/statusOf.js";
import { errorExamples, refusal } from "../support/errorExamples.js";

describe("the gRPC status", () => {
  const byClass: Record<string, string> = {
    ApiError: "UNAVAILABLE",
    ArgumentError: "INVALID_ARGUMENT",
    AuthError: "UNAUTHENTICATED",
    CancelledError: "CANCELLED",
    ComplianceError: "FAILED_PRECONDITION",
    ConfigError: "FAILED_PRECONDITION",
    DriftError: "ABORTED",
    NetworkError: "UNAVAILABLE",
    QuotaError: "RESOURCE_EXHAUSTED",
    ResponseShapeError: "UNAVAILABLE",
    TimeoutError: "DEADLINE_EXCEEDED",
  };

  it("is one for each class of errors", async () => {
    for (const [name, expected] of Object.entries(byClass)) {
      const error = await errorExamples[name.toLowerCase()]?.();
      assert.equal(error?.name, name);
      assert.equal(status[statusOf(error)], expected, name);
    }
  });

  it("is known for every example of the docs", async () => {
    for (const [anchor, make] of Object.entries(errorExamples))
      assert.notEqual(statusOf(await make()), status.INTERNAL, anchor);
  });

  it("is INTERNAL for what is no error of ours", () => {
    for (const thrown of [new TypeError("no function"), "text", undefined])
      assert.equal(statusOf(thrown), status.INTERNAL);
  });

  for (const [httpStatus, code, expected] of [
    [302, "", "FAILED_PRECONDITION"],
    [400, "", "INVALID_ARGUMENT"],
    [401, "", "UNAUTHENTICATED"],
    [403, "", "PERMISSION_DENIED"],
    [404, "", "FAILED_PRECONDITION"],
    [407, "", "FAILED_PRECONDITION"],
    [408, "", "UNAVAILABLE"],
    [418, "", "FAILED_PRECONDITION"],
    [425, "", "UNAVAILABLE"],
    [429, "", "RESOURCE_EXHAUSTED"],
    [500, "", "UNAVAILABLE"],
    [503, "", "UNAVAILABLE"],
    [400, "HSS.0001", "INVALID_ARGUMENT"],
    [400, "HSS.0010", "PERMISSION_DENIED"],
    [400, "HSS.0011", "FAILED_PRECONDITION"],
    [400, "HSS.0013", "PERMISSION_DENIED"],
    [400, "HSS.1007", "UNAVAILABLE"],
    [400, "HSS.1008", "UNAVAILABLE"],
    [400, "APIGW.0301", "UNAUTHENTICATED"],
    [403, "APIGW.0308", "RESOURCE_EXHAUSTED"],
  ] as const) {
    it(`is ${expected} for HTTP ${httpStatus} ${code}`, () => {
      const error = refusal(httpStatus, { error_code: code, error_msg: "no" });
      assert.equal(status[statusOf(error)], expected);
    });
  }
});
