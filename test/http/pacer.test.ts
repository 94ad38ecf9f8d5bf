import assert from "node:assert/strict";
import { QuotaError, type Quota } from "../../src/errors/quotaError.js";
import { setDeadline } from "../../src/async/deadline.js";
import { LinkedAbort } from "../../src/async/linkedAbort.js";
import { Pacer, type PacerOptions } from "../../src/http/pacer.js";
import { VirtualClock } from "../support/virtualClock.js";

const MINUTE = 60_000;
const never = new LinkedAbort().signal;
const silent = () => undefined;

function quotaError(quota: Quota | undefined, retryAfterMs?: number): QuotaError {
  const fields = {
    where: [],
    summary: "",
    advice: "",
    statusCode: 429,
    errorCode: "",
    serverMessage: "",
    requestId: "",
  };
  return new QuotaError({ ...fields, retry: "paced", retryAfterMs }, quota);
}

/** Time does not go on before what is in flight has been answered. */
class ServiceClock extends VirtualClock {
  override async sleep(ms: number, signal: AbortSignal): Promise<void> {
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    await super.sleep(ms, signal);
  }
}

/** A service that counts requests in fixed windows, as gateways do, and says what its quota is or keeps it to itself. */
class Service {
  readonly refusals: number[] = [];
  mostInFlight = 0;
  #inFlight = 0;
  #windowStart = -Infinity;
  #used = 0;

  constructor(
    readonly clock: VirtualClock,
    readonly quota: Quota,
    public says: Quota | undefined = quota,
  ) {}

  ask = async (): Promise<void> => {
    this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight);
    const now = this.clock.elapsed();
    if (now >= this.#windowStart + this.quota.windowMs) [this.#windowStart, this.#used] = [now, 0];
    const refused = ++this.#used > this.quota.limit;
    await new Promise(setImmediate);
    this.#inFlight--;
    if (!refused) return;
    this.refusals.push(this.#windowStart);
    throw quotaError(this.says);
  };

  /** The most refusals in one window. */
  get mostRefused(): number {
    const counts = this.refusals.map((window) => this.refusals.filter((other) => other === window).length);
    return Math.max(0, ...counts);
  }
}

/** As `retry` does: whoever is refused asks again. */
async function until(pacer: Pacer, ask: () => Promise<void>, onWait: (ms: number) => void = silent): Promise<void> {
  for (;;) {
    try {
      await pacer.run(ask, onWait, never);
      return;
    } catch (error) {
      assert.ok(error instanceof QuotaError);
    }
  }
}

describe("Pacer", () => {
  let clock: VirtualClock;
  const pacerWith = (more: Partial<PacerOptions> = {}) => new Pacer({ maxConcurrency: 16, clock, ...more });
  const many = (count: number, run: (index: number) => Promise<void>) =>
    Promise.all(Array.from({ length: count }, (_, index) => run(index)));

  beforeEach(() => {
    clock = new ServiceClock();
  });

  it("reads 51 pages under the documented quota in the shortest possible time, with two refusals in total", async () => {
    const service = new Service(clock, { limit: 5, windowMs: MINUTE });
    const pacer = pacerWith();
    const started = clock.now();
    await many(51, () => until(pacer, service.ask));
    assert.equal(clock.now() - started, 10 * MINUTE);
    assert.equal(service.refusals.length, 2);
  });

  it("is never refused when it knows the quota", async () => {
    const service = new Service(clock, { limit: 5, windowMs: MINUTE });
    const pacer = pacerWith({ quota: service.quota });
    const started = clock.now();
    await many(51, () => until(pacer, service.ask));
    assert.equal(clock.now() - started, 10 * MINUTE);
    assert.equal(service.refusals.length, 0);
  });

  it("says how long it waits, once for each wait", async () => {
    const service = new Service(clock, { limit: 5, windowMs: MINUTE });
    const pacer = pacerWith({ quota: service.quota });
    const waits: number[] = [];
    await many(11, () => until(pacer, service.ask, (ms) => waits.push(ms)));
    assert.deepEqual(waits, [MINUTE, MINUTE]);
  });

  it("sends at most two requests per window if others use up the quota", async () => {
    const service = new Service(clock, { limit: 5, windowMs: MINUTE });
    const pacer = pacerWith();
    const others = 4;
    const ask = async () => {
      // In every window, somebody else's requests come first.
      if (clock.now() - started < others * MINUTE) throw quotaError(service.quota);
      return service.ask();
    };
    const started = clock.now();
    await until(pacer, ask);
    assert.ok(clock.slept.length <= 2 * others, String(clock.slept));
    assert.equal(clock.now() - started, others * MINUTE);
  });

  it("waits longer each time if the service does not name its quota", async () => {
    const service = new Service(clock, { limit: 1, windowMs: 16_000 }, undefined);
    service.says = undefined;
    const pacer = pacerWith();
    await until(pacer, service.ask);
    await until(pacer, service.ask);
    assert.deepEqual(clock.slept, [1000, 2000, 4000, 8000, 16_000]);
  });

  it("obeys Retry-After", async () => {
    const errors = [quotaError({ limit: 5, windowMs: MINUTE }, 7000), undefined];
    const pacer = pacerWith();
    await until(pacer, () => {
      const error = errors.shift();
      return error ? Promise.reject(error) : Promise.resolve();
    });
    assert.deepEqual(clock.slept, [7000]);
  });

  it("still waits if the Retry-After is in the past", async () => {
    const errors = [quotaError(undefined, 0), quotaError(undefined, 0), undefined];
    await until(pacerWith(), () => {
      const error = errors.shift();
      return error ? Promise.reject(error) : Promise.resolve();
    });
    assert.deepEqual(clock.slept, [1000, 2000]);
  });

  it("uses the full concurrency after the documented quota was not enforced", async () => {
    const service = new Service(clock, { limit: 1000, windowMs: MINUTE });
    const pacer = pacerWith();
    await many(60, () => until(pacer, service.ask));
    assert.equal(service.mostInFlight, 16);
    assert.deepEqual(clock.slept, []);
  });

  it("halves its concurrency after a refusal, and adds one for each round of answers", async () => {
    let refuse = false;
    let inFlight = 0;
    let most = 0;
    const pacer = pacerWith();
    const ask = async () => {
      most = Math.max(most, ++inFlight);
      await new Promise(setImmediate);
      inFlight--;
      if (!refuse) return;
      refuse = false;
      throw quotaError(undefined);
    };
    const widthOver = async (requests: number) => {
      most = 0;
      await many(requests, () => until(pacer, ask));
      return most;
    };
    assert.equal(await widthOver(60), 16);
    refuse = true;
    await until(pacer, ask);
    assert.equal(await widthOver(16), 8);
    // Two rounds of eight were answered.
    assert.equal(await widthOver(20), 10);
    assert.equal(await widthOver(200), 16);
  });

  it("counts the refusals of all concurrent requests as one", async () => {
    let refusing = false;
    let inFlight = 0;
    let most = 0;
    const pacer = pacerWith();
    const ask = async () => {
      most = Math.max(most, ++inFlight);
      await new Promise(setImmediate);
      inFlight--;
      if (!refusing) return;
      await clock.sleep(1, never);
      throw quotaError(undefined);
    };
    await many(60, () => until(pacer, ask));
    assert.equal(most, 16);
    refusing = true;
    await many(16, () => assert.rejects(pacer.run(ask, silent, never), { name: "QuotaError" }));
    refusing = false;
    most = 0;
    const waits: number[] = [];
    await many(16, () => until(pacer, ask, (ms) => waits.push(ms)));
    assert.equal(most, 8);
    assert.equal(waits.length, 1);
    assert.ok((waits[0] as number) <= 1000, String(waits));
  });

  it("lets waiting requests be cancelled without blocking the others", async () => {
    const pacer = pacerWith({ quota: { limit: 1, windowMs: MINUTE }, maxConcurrency: 1 });
    const leaving = new AbortController();
    const order: string[] = [];
    let finish: () => void = silent;
    const first = pacer.run(() => new Promise<void>((resolve) => (finish = resolve)), silent, never);
    const second = pacer.run(() => Promise.resolve(order.push("second")), silent, leaving.signal);
    const third = pacer.run(() => Promise.resolve(order.push("third")), silent, never);
    leaving.abort(new Error("left"));
    await assert.rejects(second, /left/);
    finish();
    await Promise.all([first, third]);
    assert.deepEqual(order, ["third"]);
  });

  it("frees the slot of an attempt that fails for another reason", async () => {
    const pacer = pacerWith({ maxConcurrency: 1 });
    await assert.rejects(
      pacer.run(() => Promise.reject(new Error("broke")), silent, never),
      /broke/,
    );
    assert.equal(await pacer.run(() => Promise.resolve("answer"), silent, never), "answer");
  });

  describe("in a call that ends before its turn", () => {
    const secondsLeft = (seconds: number) => {
      const { signal } = new AbortController();
      setDeadline(signal, clock.elapsed() + 1000 * seconds);
      return signal;
    };
    const where = [["page", "offset 199"]] as const;
    const unwanted = () => Promise.reject(new Error("the request was sent"));
    const unsent = (wait: string, left: string) =>
      new RegExp(
        "^The request quota is used up, and the call would end .*\\nRun again later, .*" +
          `\\n  page: offset 199\\n  run again: in ${wait} \\(at 2026-01-01T00:\\d\\d:\\d\\dZ\\)\\n  time left: ${left} of scanTimeout$`,
      );

    it("fails at once with a QuotaError that says when there is room, when the quota is known", async () => {
      const pacer = pacerWith({ quota: { limit: 1, windowMs: MINUTE } });
      await pacer.run(() => Promise.resolve(), silent, never);
      await assert.rejects(pacer.run(unwanted, silent, secondsLeft(59), where), {
        name: "QuotaError",
        statusCode: 0,
        retry: "never",
        retryAfterMs: MINUTE,
        message: unsent("60 s", "59 s"),
      });
      assert.deepEqual(clock.slept, []);
      await pacer.run(() => Promise.resolve(), silent, secondsLeft(60), where);
      assert.deepEqual(clock.slept, [MINUTE]);
    });

    it("fails at once, also behind others who have more time", async () => {
      const pacer = pacerWith({ maxConcurrency: 1 });
      await assert.rejects(pacer.run(() => Promise.reject(quotaError(undefined, 50_000)), silent, never));
      assert.equal(pacer.pausedMs(), 50_000);
      const patient = pacer.run(() => Promise.resolve("answer"), silent, never);
      await assert.rejects(pacer.run(unwanted, silent, secondsLeft(30), where), { message: unsent("50 s", "30 s") });
      assert.equal(await patient, "answer");
      assert.equal(pacer.pausedMs(), 0);
    });

    it("fails once it is first in the queue, when the refusal came while it waited", async () => {
      const pacer = pacerWith({ maxConcurrency: 1 });
      let refuse: () => void = silent;
      const refused = pacer.run(
        () =>
          new Promise((_, reject) => {
            refuse = () => {
              reject(quotaError(undefined, 50_000));
            };
          }),
        silent,
        never,
      );
      const waiting = pacer.run(unwanted, silent, secondsLeft(30), where);
      await new Promise(setImmediate);
      refuse();
      await assert.rejects(refused);
      await assert.rejects(waiting, { message: unsent("50 s", "30 s") });
    });
  });

  it("waits no longer when somebody sets the machine's clock back or ahead", async () => {
    for (const setBy of [-3_600_000, 3_600_000]) {
      const service = new Service(clock, { limit: 5, windowMs: MINUTE });
      const pacer = pacerWith({ quota: service.quota });
      const started = clock.elapsed();
      await many(5, () => until(pacer, service.ask));
      clock.setBy += setBy;
      await many(6, () => until(pacer, service.ask));
      assert.equal(clock.elapsed() - started, 2 * MINUTE);
      clock.setBy = 0;
      await pacer.run(() => Promise.reject(quotaError(undefined, 7000)), silent, never).catch(silent);
      clock.setBy += setBy;
      assert.equal(pacer.pausedMs(), 7000);
      clock.setBy = 0;
    }
  });

  describe("keeps to a known quota", () => {
    /** When each of so many requests was sent, all asked for at once. */
    async function sendTimes(limit: number, requests: number, fail: (index: number) => boolean = () => false) {
      const clock = new ServiceClock();
      const pacer = new Pacer({ maxConcurrency: 64, quota: { limit, windowMs: MINUTE }, clock });
      const sent: number[] = [];
      const ask = () => {
        sent.push(clock.now());
        return fail(sent.length) ? Promise.reject(new Error("broken")) : Promise.resolve();
      };
      await Promise.allSettled(Array.from({ length: requests }, () => pacer.run(ask, silent, never)));
      return sent;
    }
    const mostInAMinute = (sent: readonly number[]) =>
      Math.max(...sent.map((start) => sent.filter((at) => at >= start && at < start + MINUTE).length));

    for (const [limit, requests] of [
      [7, 30],
      [10_001, 20_100],
    ] as const) {
      it(`of ${limit} requests a minute`, async () => {
        const sent = await sendTimes(limit, requests);
        assert.equal(sent.length, requests);
        const minutes = new Map<number, number>();
        for (const at of sent) minutes.set(at, (minutes.get(at) ?? 0) + 1);
        assert.ok(
          [...minutes.values()].every((count) => count <= limit),
          JSON.stringify([...minutes]),
        );
      });
    }

    it("also counts requests that fail for other reasons", async () => {
      assert.equal(mostInAMinute(await sendTimes(7, 30, (index) => index % 2 === 0)), 7);
    });
  });

  it("never shortens a wait that the service requested", async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ maxConcurrency: 4, quota: { limit: 100, windowMs: MINUTE }, clock });
    const started = clock.now();
    let inFlight = 0;
    let letRefuse: () => void = silent;
    const bothInFlight = new Promise<void>((resolve) => (letRefuse = resolve));
    const refuse = (retryAfterMs: number) =>
      pacer.run(
        async () => {
          if (++inFlight === 2) letRefuse();
          await bothInFlight;
          throw quotaError(undefined, retryAfterMs);
        },
        silent,
        never,
      );
    const [long, short] = [refuse(50_000), refuse(1000)];
    await assert.rejects(long);
    await assert.rejects(short);
    await pacer.run(() => Promise.resolve(), silent, never);
    assert.ok(clock.now() - started >= 50_000, String(clock.now() - started));
  });

  it("counts what it sent before it learnt the quota", async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer({ maxConcurrency: 64, clock });
    const started = clock.now();
    const ask = () => pacer.run(() => Promise.resolve(), silent, never);
    for (let sent = 0; sent < 20; sent++) await ask();
    const quota = { limit: 20, windowMs: MINUTE };
    await assert.rejects(pacer.run(() => Promise.reject(quotaError(quota, 1)), silent, never));
    await ask();
    assert.ok(clock.now() - started >= MINUTE, String(clock.now() - started));
  });
});
