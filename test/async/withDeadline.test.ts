import assert from "node:assert/strict";
import { withDeadline } from "../../src/async/withDeadline.js";

const { signal } = new AbortController();
const never = () => new Error("too slow");

describe("withDeadline", () => {
  it("ends what is still under way when a part of the work fails", async () => {
    let beside: AbortSignal | undefined;
    const failure = new Error("refused");
    const work = (given: AbortSignal) => {
      beside = given;
      return Promise.reject(failure);
    };
    await assert.rejects(withDeadline(signal, 60_000, never, work), failure);
    assert.equal(beside?.reason, failure);
  });

  it("leaves the signal of work that ended well alone", async () => {
    let given: AbortSignal | undefined;
    const result = await withDeadline(signal, 60_000, never, (its) => {
      given = its;
      return Promise.resolve(7);
    });
    assert.equal(result, 7);
    assert.equal(given?.aborted, false);
  });
});
