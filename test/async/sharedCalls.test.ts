import assert from "node:assert/strict";
import { deadlineOf, setDeadline } from "../../src/async/deadline.js";
import { SharedCalls } from "../../src/async/sharedCalls.js";

describe("SharedCalls", () => {
  const never = new AbortController().signal;

  it("runs overlapping calls with the same key once", async () => {
    const calls = new SharedCalls<number>();
    let runs = 0;
    let finish: (value: number) => void = () => undefined;
    const start = () => {
      runs++;
      return new Promise<number>((resolve) => (finish = resolve));
    };
    const all = Array.from({ length: 10 }, () => calls.run("same", never, start));
    finish(42);
    assert.deepEqual(await Promise.all(all), Array(10).fill(42));
    assert.equal(runs, 1);
  });

  it("remembers nothing after a run has succeeded or failed", async () => {
    const calls = new SharedCalls<number>();
    let runs = 0;
    const start = () => (++runs === 1 ? Promise.reject(new Error("first")) : Promise.resolve(runs));
    await assert.rejects(calls.run("same", never, start), { message: "first" });
    assert.equal(await calls.run("same", never, start), 2);
    assert.equal(await calls.run("same", never, start), 3);
  });

  it("keeps calls with different keys apart", async () => {
    const calls = new SharedCalls<string>();
    const run = (key: string) => calls.run(key, never, () => Promise.resolve(key));
    assert.deepEqual(await Promise.all([run("a"), run("b")]), ["a", "b"]);
  });

  it("lets one caller leave without ending the run for the others", async () => {
    const calls = new SharedCalls<string>();
    const leaving = new AbortController();
    let finish: (value: string) => void = () => undefined;
    let runSignal: AbortSignal = never;
    const start = (signal: AbortSignal) => {
      runSignal = signal;
      return new Promise<string>((resolve) => (finish = resolve));
    };
    const first = calls.run("same", leaving.signal, start);
    const second = calls.run("same", never, start);
    leaving.abort(new Error("left"));
    await assert.rejects(first, { message: "left" });
    assert.equal(runSignal.aborted, false);
    finish("done");
    assert.equal(await second, "done");
  });

  it("gives the run as much time as the one of its callers who has most", async () => {
    const calls = new SharedCalls<string>();
    const { signal: running } = await new Promise<{ signal: AbortSignal }>((resolve) => {
      for (const deadline of [10, 30, 20]) {
        const { signal } = new AbortController();
        setDeadline(signal, deadline);
        void calls.run("key", signal, (shared) => {
          assert.equal(deadlineOf(shared), 10);
          setImmediate(resolve, { signal: shared });
          return Promise.resolve("answer");
        });
      }
    });
    assert.equal(deadlineOf(running), 30);
  });

  it("aborts the run when the last caller has left, and starts a new one for the next caller", async () => {
    const calls = new SharedCalls<string>();
    const leaving = new AbortController();
    const signals: AbortSignal[] = [];
    const start = (signal: AbortSignal) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise<string>(() => undefined) : Promise.resolve("second run");
    };
    const first = calls.run("same", leaving.signal, start);
    leaving.abort(new Error("left"));
    await assert.rejects(first, { message: "left" });
    assert.equal(signals[0]?.aborted, true);
    assert.equal(await calls.run("same", never, start), "second run");
  });
});
