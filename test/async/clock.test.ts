import assert from "node:assert/strict";
import { systemClock } from "../../src/async/clock.js";

describe("the system's clock", () => {
  it("sleeps longer than the longest timer, until it is aborted", async () => {
    const warnings: Error[] = [];
    const warned = (warning: Error) => warnings.push(warning);
    process.on("warning", warned);
    const abort = new AbortController();
    const sleeping = systemClock.sleep(2 ** 40, abort.signal);
    // Warnings come with the next tick.
    await new Promise(setImmediate);
    process.off("warning", warned);
    abort.abort(new Error("enough"));
    await assert.rejects(sleeping, /enough/);
    assert.deepEqual(warnings, []);
  });
});
