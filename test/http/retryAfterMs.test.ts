import assert from "node:assert/strict";
import { retryAfterMs } from "../../src/http/retryAfterMs.js";

describe("retryAfterMs", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  const read = (header?: string, headers: Record<string, string> = {}) =>
    retryAfterMs({ ...headers, ...(header === undefined ? {} : { "retry-after": header }) }, now);

  it("reads seconds", () => {
    assert.equal(read("38"), 38_000);
    assert.equal(read(" 0 "), 0);
  });

  it("reads a date, and one in the past as no wait", () => {
    assert.equal(read("Thu, 01 Jan 2026 00:01:00 GMT"), 60_000);
    assert.equal(read("Wed, 31 Dec 2025 23:59:00 GMT"), 0);
  });

  it("compares a date with the server's own time, not with this machine's clock", () => {
    const date = "Thu, 01 Jan 2026 09:00:00 GMT";
    assert.equal(read("Thu, 01 Jan 2026 09:00:07 GMT", { date }), 7000);
    assert.equal(read("Thu, 01 Jan 2026 00:00:07 GMT", { date: "?" }), 7000);
  });

  it("reads a number without end as a year", () => {
    assert.equal(read("9".repeat(400)), 365 * 24 * 60 * 60_000);
    assert.equal(read("Fri, 31 Dec 9999 23:59:59 GMT"), 365 * 24 * 60 * 60_000);
  });

  it("gives undefined for what it cannot read", () => {
    for (const header of [undefined, "", "soon", "-5"]) assert.equal(read(header) ?? 0, 0, header);
    assert.equal(read("soon"), undefined);
  });
});
