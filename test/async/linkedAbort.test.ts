import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { LinkedAbort } from "../../src/async/linkedAbort.js";

describe("LinkedAbort", () => {
  it("is aborted along with each of its parents, with the parent's reason", () => {
    const parents = [new AbortController(), new AbortController()];
    for (const parent of parents) {
      using abort = new LinkedAbort(...parents.map(({ signal }) => signal));
      assert.equal(abort.signal.aborted, false);
      const reason = new Error("enough");
      parent.abort(reason);
      assert.equal(abort.signal.reason, reason);
      parents.splice(parents.indexOf(parent), 1, new AbortController());
    }
  });

  it("is already aborted if its parent is", () => {
    const reason = new Error("too late");
    using abort = new LinkedAbort(AbortSignal.abort(reason));
    assert.equal(abort.signal.reason, reason);
  });

  it("is aborted after a timeout, with the reason that is made then", async () => {
    using abort = new LinkedAbort();
    const reason = new Error("too slow");
    const aborted = new Promise((resolve) => {
      abort.signal.addEventListener("abort", resolve);
    });
    abort.abortAfter(1, () => reason);
    await aborted;
    assert.equal(abort.signal.reason, reason);
  });

  it("aborts pending work at the end of its scope, and removes its listeners from its parents", () => {
    const parent = new AbortController();
    let signal: AbortSignal;
    {
      using abort = new LinkedAbort(parent.signal);
      ({ signal } = abort);
      assert.equal(getEventListeners(parent.signal, "abort").length, 1);
    }
    assert.equal((signal.reason as Error).name, "CancelledError");
    assert.equal(getEventListeners(parent.signal, "abort").length, 0);
  });
});
