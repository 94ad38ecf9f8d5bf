import assert from "node:assert/strict";
import { expiry } from "../../src/auth/expiry.js";
import { VirtualClock } from "../support/virtualClock.js";

const HOUR = 3_600_000;

describe("expiry", () => {
  const clock = new VirtualClock(Date.parse("2026-01-01T12:00:00.500Z"));

  it("counts from the server's time to this machine's, a second early because Date has no milliseconds", () => {
    const headers = { date: "Thu, 01 Jan 2026 17:00:00 GMT" };
    assert.equal(expiry("2026-01-01T18:00:00.000000Z", headers, clock, []), clock.now() + HOUR - 1000);
  });

  for (const headers of [{}, { date: "" }, { date: "soon" }]) {
    it(`takes the server's word where it does not say what time it is: ${JSON.stringify(headers)}`, () => {
      assert.equal(expiry("2026-01-01T18:00:00.000000Z", headers, clock, []), Date.parse("2026-01-01T18:00:00.000Z"));
    });
  }

  it("refuses what is no time", () => {
    assert.throws(() => expiry("never", {}, clock, []), { name: "ResponseShapeError", path: "expires_at" });
  });
});
