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

  /** Runs that end when the test says so. */
  class Runs {
    readonly calls = new SharedCalls<string>();
    readonly started: {
      signal: AbortSignal;
      ask: () => void;
      end: (answer: string) => void;
      fail: (error: Error) => void;
    }[] = [];

    call(signal = new AbortController().signal, key = "same"): Promise<string> {
      return this.calls.run(
        key,
        signal,
        (signal, ask) =>
          new Promise<string>((end, fail) => {
            this.started.push({ signal, ask, end, fail });
          }),
      );
    }

    /** The run with this number, which must have started. */
    at(index: number) {
      const run = this.started[index];
      assert.ok(run, `${this.started.length} runs started`);
      return run;
    }

    /** Lets everything happen that waits for nothing but its turn. */
    async settle(): Promise<void> {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  it("never lets a caller join a run that is being aborted, at whatever moment it comes", async () => {
    for (let turns = 0; turns < 30; turns++) {
      const runs = new Runs();
      const leaving = new AbortController();
      const first = assert.rejects(runs.call(leaving.signal), { message: "left" });
      leaving.abort(new Error("left"));
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      const later = runs.call();
      await runs.settle();
      runs.at(runs.started.length - 1).end("new");
      assert.equal(await later, "new", `after ${turns} turns`);
      await first;
    }
  });

  describe("once a run has asked", () => {
    it("gives later callers the answer of the next run, and that to all of them", async () => {
      const runs = new Runs();
      const early = [runs.call(), runs.call()];
      runs.at(0).ask();
      const late = Array.from({ length: 9 }, () => runs.call());
      await runs.settle();
      assert.equal(runs.started.length, 1, "the next run waits for the first one's end");
      runs.at(0).end("old");
      assert.deepEqual(await Promise.all(early), ["old", "old"]);
      await runs.settle();
      late.push(runs.call());
      runs.at(1).ask();
      runs.at(1).end("new");
      assert.deepEqual(await Promise.all(late), Array(10).fill("new"));
      assert.equal(runs.started.length, 2);
    });

    it("keeps the runs of other keys out of it", async () => {
      const runs = new Runs();
      const first = runs.call();
      runs.at(0).ask();
      const other = runs.call(undefined, "other");
      runs.at(1).end("other");
      assert.equal(await other, "other");
      runs.at(0).end("first");
      assert.equal(await first, "first");
    });

    it("starts the next run after one that failed, whose error is not the later callers'", async () => {
      const runs = new Runs();
      const first = runs.call();
      runs.at(0).ask();
      const second = runs.call();
      runs.at(0).fail(new Error("quota"));
      await assert.rejects(first, { message: "quota" });
      await runs.settle();
      runs.at(1).end("new");
      assert.equal(await second, "new");
    });

    it("starts the next run at once when all callers of the first have left", async () => {
      const runs = new Runs();
      const leaving = new AbortController();
      const first = runs.call(leaving.signal);
      runs.at(0).ask();
      const second = runs.call();
      leaving.abort(new Error("left"));
      await assert.rejects(first, { message: "left" });
      assert.equal(runs.at(0).signal.aborted, true);
      await runs.settle();
      runs.at(1).end("new");
      assert.equal(await second, "new");
    });

    it("lets one caller of the next run leave before it starts", async () => {
      const runs = new Runs();
      const leaving = new AbortController();
      const first = runs.call();
      runs.at(0).ask();
      const gone = runs.call(leaving.signal);
      const staying = runs.call();
      leaving.abort(new Error("left"));
      await assert.rejects(gone, { message: "left" });
      runs.at(0).end("old");
      assert.equal(await first, "old");
      await runs.settle();
      assert.equal(runs.at(1).signal.aborted, false);
      runs.at(1).end("new");
      assert.equal(await staying, "new");
    });

    it("starts no next run when all of its callers have left", async () => {
      const runs = new Runs();
      const leaving = new AbortController();
      const first = runs.call();
      runs.at(0).ask();
      const gone = [runs.call(leaving.signal), runs.call(leaving.signal)];
      leaving.abort(new Error("left"));
      for (const each of gone) await assert.rejects(each, { message: "left" });
      runs.at(0).end("old");
      assert.equal(await first, "old");
      await runs.settle();
      assert.equal(runs.started.length, 1);
      const after = runs.call();
      runs.at(1).end("new");
      assert.equal(await after, "new");
    });

    it("lets a later caller take over the next run that all have left, and still wait for the first", async () => {
      const runs = new Runs();
      const leaving = new AbortController();
      const first = runs.call();
      runs.at(0).ask();
      const gone = runs.call(leaving.signal);
      leaving.abort(new Error("left"));
      await assert.rejects(gone, { message: "left" });
      const later = [runs.call(), runs.call()];
      await runs.settle();
      assert.equal(runs.started.length, 1);
      runs.at(0).end("old");
      assert.equal(await first, "old");
      await runs.settle();
      runs.at(1).end("new");
      assert.deepEqual(await Promise.all(later), ["new", "new"]);
      assert.equal(runs.started.length, 2);
    });

    it("never gives a caller the end of a run that was left, at whatever moment it comes", async () => {
      for (let turns = 0; turns < 30; turns++) {
        const runs = new Runs();
        const leaving = new AbortController();
        const first = runs.call();
        runs.at(0).ask();
        const gone = runs.call(leaving.signal);
        leaving.abort(new Error("left"));
        await assert.rejects(gone, { message: "left" });
        runs.at(0).end("old");
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        const later = runs.call();
        await runs.settle();
        runs.at(1).end("new");
        assert.equal(await later, "new", `after ${turns} turns`);
        assert.equal(await first, "old");
      }
    });
  });
});
