import assert from "node:assert/strict";
import { ApiError } from "../../src/errors/apiError.js";
import type { Retry } from "../../src/errors/hssError.js";
import { NetworkError } from "../../src/errors/networkError.js";
import { QuotaError } from "../../src/errors/quotaError.js";
import { ResponseShapeError } from "../../src/errors/responseShapeError.js";
import { retry } from "../../src/http/retry.js";
import { setDeadline } from "../../src/async/deadline.js";
import { RetryBudget } from "../../src/http/retryBudget.js";
import { VirtualClock } from "../support/virtualClock.js";

const { signal } = new AbortController();
const network = (summary: string, retry: Retry) =>
  new NetworkError({ where: [], summary, advice: "Run again.", code: "", retry });
const broken = () => network("It broke.", "patiently");
const fields = { where: [], summary: "", advice: "", errorCode: "", serverMessage: "", requestId: "" };
const overloaded = (retryAfterMs?: number) =>
  new ApiError({ ...fields, statusCode: 503, retry: "patiently", retryAfterMs });
const throttled = () => new QuotaError({ ...fields, statusCode: 429, retry: "paced", retryAfterMs: 5000 }, undefined);

/** Fails with each error in turn, then succeeds. */
function failing(...errors: Error[]) {
  let attempts = 0;
  const attempt = () => {
    const error = errors[attempts++];
    return error ? Promise.reject(error) : Promise.resolve("answer");
  };
  return { attempt, count: () => attempts };
}

describe("retry", () => {
  it("tries again until it succeeds, waiting longer each time", async () => {
    const clock = new VirtualClock();
    const { attempt } = failing(broken(), broken(), broken());
    assert.equal(await retry(attempt, { maxRetries: 3, clock, random: () => 1 }, signal), "answer");
    assert.deepEqual(clock.slept, [500, 1000, 2000]);
  });

  it("waits a random part of that time, so that callers spread out", async () => {
    const clock = new VirtualClock();
    await retry(failing(broken()).attempt, { maxRetries: 1, clock, random: () => 0.25 }, signal);
    assert.deepEqual(clock.slept, [125]);
  });

  it("never waits longer than 30 s by itself", async () => {
    const clock = new VirtualClock();
    await retry(
      failing(...Array.from({ length: 9 }, broken)).attempt,
      { maxRetries: 9, clock, random: () => 1 },
      signal,
    );
    assert.equal(Math.max(...clock.slept), 30_000);
  });

  it("obeys Retry-After when that is longer", async () => {
    const clock = new VirtualClock();
    await retry(failing(overloaded(38_000)).attempt, { maxRetries: 1, clock, random: () => 1 }, signal);
    assert.deepEqual(clock.slept, [38_000]);
  });

  it("gives up after maxRetries and says how often and how long it tried", async () => {
    const clock = new VirtualClock();
    const { attempt, count } = failing(broken(), broken(), broken());
    await assert.rejects(retry(attempt, { maxRetries: 2, clock, random: () => 1 }, signal), {
      name: "NetworkError",
      message: "It broke.\nRun again.\n  attempts: 3 in 1.5 s",
    });
    assert.equal(count(), 3);
  });

  it("tries an answer of the wrong shape only twice more", async () => {
    const wrong = () => new ResponseShapeError([], "total_num", "it is missing");
    const { attempt, count } = failing(...Array.from({ length: 9 }, wrong));
    const tried = retry(attempt, { maxRetries: 8, clock: new VirtualClock(), random: () => 1 }, signal);
    await assert.rejects(tried, { name: "ResponseShapeError" });
    assert.equal(count(), 3);
  });

  it("does not retry permanent or unknown failures", async () => {
    for (const error of [network("Bad certificate.", "never"), new TypeError("a bug")]) {
      const { attempt, count } = failing(error);
      await assert.rejects(
        retry(attempt, { maxRetries: 8, clock: new VirtualClock(), random: () => 1 }, signal),
        error,
      );
      assert.equal(count(), 1);
    }
  });

  it("stops waiting when it is cancelled", async () => {
    const abort = new AbortController();
    const clock = new VirtualClock();
    const attempt = () => {
      abort.abort(new Error("cancelled"));
      return Promise.reject(broken());
    };
    await assert.rejects(retry(attempt, { maxRetries: 8, clock, random: () => 1 }, abort.signal), {
      message: "cancelled",
    });
  });

  it("leaves the waiting to the pacer after a refusal for the quota", async () => {
    const clock = new VirtualClock();
    const { attempt, count } = failing(throttled(), throttled());
    assert.equal(await retry(attempt, { maxRetries: 2, clock, random: () => 1 }, signal), "answer");
    assert.deepEqual([count(), clock.slept], [3, []]);
    await assert.rejects(retry(failing(throttled()).attempt, { maxRetries: 0, clock, random: () => 1 }, signal), {
      name: "QuotaError",
    });
  });

  describe("in a call that ends before the wait does", () => {
    const secondsLeft = (clock: VirtualClock, seconds: number) => {
      const { signal } = new AbortController();
      setDeadline(signal, clock.elapsed() + 1000 * seconds);
      return signal;
    };

    for (const [what, error, pausedMs, name, runAgain] of [
      [
        "the pause after a refusal for the quota",
        throttled(),
        61_000,
        "QuotaError",
        "in 61 s (at 2026-01-01T00:01:01Z)",
      ],
      ["the Retry-After of another refusal", overloaded(61_000), 0, "ApiError", "in 61 s (at 2026-01-01T00:01:01Z)"],
    ] as const) {
      it(`gives up at once, and says when to run again, after ${what}`, async () => {
        const clock = new VirtualClock();
        const { attempt, count } = failing(error);
        const options = { maxRetries: 8, clock, random: () => 1, pausedMs: () => pausedMs };
        await assert.rejects(retry(attempt, options, secondsLeft(clock, 60)), (thrown: Error) => {
          assert.equal(thrown.name, name);
          assert.ok(
            thrown.message.endsWith(`\n  run again: ${runAgain}\n  time left: 60 s of scanTimeout`),
            thrown.message,
          );
          return true;
        });
        assert.deepEqual([count(), clock.slept], [1, []]);
      });
    }

    it("gives up before a wait of its own that is too long", async () => {
      const clock = new VirtualClock();
      const { attempt } = failing(broken(), broken());
      const options = { maxRetries: 8, clock, random: () => 1 };
      await assert.rejects(retry(attempt, options, secondsLeft(clock, 1)), {
        message: "It broke.\nRun again.\n  attempts: 2 in 0.5 s\n  time left: 1 s of scanTimeout",
      });
    });

    it("waits when the wait just fits", async () => {
      const clock = new VirtualClock();
      const { attempt } = failing(overloaded(60_000));
      const options = { maxRetries: 8, clock, random: () => 1 };
      assert.equal(await retry(attempt, options, secondsLeft(clock, 60)), "answer");
      assert.deepEqual(clock.slept, [60_000]);
    });
  });

  it("says when to run again when the retries are used up", async () => {
    const clock = new VirtualClock();
    const options = { maxRetries: 0, clock, random: () => 1 };
    await assert.rejects(retry(failing(overloaded(38_000)).attempt, options, signal), {
      message: /\n {2}run again: in 38 s \(at 2026-01-01T00:00:38Z\)$/,
    });
  });

  it("measures its time by a clock that nobody can set", async () => {
    const clock = new VirtualClock();
    const attempt = () => {
      clock.setBy -= 3_600_000;
      return Promise.reject(broken());
    };
    await assert.rejects(retry(attempt, { maxRetries: 1, clock, random: () => 1 }, signal), {
      message: /\n {2}attempts: 2 in 0\.5 s$/,
    });
  });

  describe("within one scan's budget", () => {
    const options = (budget: RetryBudget) => ({ maxRetries: 2, clock: new VirtualClock(), random: () => 1, budget });

    it("gives up when the scan's requests together have retried four times the maximum of one", async () => {
      const budget = new RetryBudget(2);
      for (let request = 0; request < 4; request++) {
        await assert.rejects(retry(failing(broken(), broken(), broken()).attempt, options(budget), signal));
      }
      const { attempt, count } = failing(broken());
      await assert.rejects(retry(attempt, options(budget), signal), { name: "NetworkError" });
      assert.equal(count(), 1);
    });

    it("allows one more retry for every ten requests that succeed", async () => {
      const budget = new RetryBudget(0);
      for (let request = 0; request < 10; request++) await retry(failing().attempt, options(budget), signal);
      assert.equal(await retry(failing(broken()).attempt, options(budget), signal), "answer");
      await assert.rejects(retry(failing(broken()).attempt, options(budget), signal));
    });

    it("does not count refusals for the quota", async () => {
      assert.equal(await retry(failing(throttled()).attempt, options(new RetryBudget(0)), signal), "answer");
    });
  });
});
