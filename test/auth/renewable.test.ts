import assert from "node:assert/strict";
import { Renewable } from "../../src/auth/renewable.js";
import { VirtualClock } from "../support/virtualClock.js";

const MINUTE = 60_000;
const { signal } = new AbortController();

describe("Renewable", () => {
  let clock: VirtualClock;
  let fetched: number;
  let failing: boolean;

  beforeEach(() => {
    clock = new VirtualClock();
    fetched = 0;
    failing = false;
  });

  /** Values that last for a time: "1", "2", … */
  const lasting = (ms: number) =>
    new Renewable(() => {
      fetched++;
      if (failing) return Promise.reject(new Error("no successor"));
      return Promise.resolve({ value: String(fetched), expiresAt: clock.now() + ms });
    }, clock);
  const pass = (ms: number) => clock.sleep(ms, signal);

  for (const [what, lifetime, margin] of [
    ["ten minutes before the end", 60 * MINUTE, 10 * MINUTE],
    ["ten minutes before the end of one that lasts twenty", 20 * MINUTE, 10 * MINUTE],
    ["after half the time of one that is shorter", 10 * MINUTE, 5 * MINUTE],
  ] as const) {
    it(`fetches the successor ${what}, and not a millisecond before`, async () => {
      const value = lasting(lifetime);
      assert.equal(await value.get(signal), "1");
      await pass(lifetime - margin - 1);
      assert.equal(await value.get(signal), "1");
      await pass(1);
      assert.equal(await value.get(signal), "2");
      assert.equal(fetched, 2);
    });
  }

  it("gives one that has expired already, and fetches another for the next caller", async () => {
    const value = lasting(-MINUTE);
    assert.equal(await value.get(signal), "1");
    assert.equal(await value.get(signal), "2");
  });

  it("tries again a minute after a failure, and not before", async () => {
    const value = lasting(60 * MINUTE);
    await value.get(signal);
    await pass(50 * MINUTE);
    failing = true;
    assert.equal(await value.get(signal), "1");
    await pass(MINUTE - 1);
    assert.equal(await value.get(signal), "1");
    assert.equal(fetched, 2);
    await pass(1);
    failing = false;
    assert.equal(await value.get(signal), "3");
  });

  it("does not give an expired one when there is no successor", async () => {
    const value = lasting(60 * MINUTE);
    await value.get(signal);
    failing = true;
    await pass(60 * MINUTE - 1);
    assert.equal(await value.get(signal), "1");
    await pass(1);
    await assert.rejects(value.get(signal), { message: "no successor" });
  });

  it("fetches another in place of one that was discarded, and keeps the one that was not", async () => {
    const value = lasting(60 * MINUTE);
    await value.get(signal);
    value.discard((each) => each === "another");
    assert.equal(await value.get(signal), "1");
    value.discard((each) => each === "1");
    assert.equal(await value.get(signal), "2");
  });
});
