import assert from "node:assert/strict";
import { retryAfterMs } from "../../src/http/retryAfterMs.js";

describe("retryAfterMs", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");

  it("reads seconds", () => {
    assert.equal(retryAfterMs("38", now), 38_000);
    assert.equal(retryAfterMs(" 0 ", now), 0);
  });

  it("reads a date, and one in the past as no wait", () => {
    assert.equal(retryAfterMs("Thu, 01 Jan 2026 00:01:00 GMT", now), 60_000);
    assert.equal(retryAfterMs("Wed, 31 Dec 2025 23:59:00 GMT", now), 0);
  });

  it("gives undefined for what it cannot read", () => {
    for (const header of [undefined, "", "soon", "-5"]) assert.equal(retryAfterMs(header, now) ?? 0, 0, header);
    assert.equal(retryAfterMs("soon", now), undefined);
  });
});
