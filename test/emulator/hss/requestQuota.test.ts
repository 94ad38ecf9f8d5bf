import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { ask, HOSTS } from "../emulatorClient.js";

describe("the emulator's quota", () => {
  let emulator: Emulator;
  let now = 0;

  beforeEach(async () => {
    now = Date.parse("2026-01-02T03:04:05Z");
    emulator = await startEmulator({ hosts: 1, now: () => now });
  });
  afterEach(() => emulator.close());

  it("refuses requests above the quota until a new window begins", async () => {
    emulator.quota = { limit: 2, windowMs: 60_000 };
    const statuses = async (count: number) => {
      const found = [];
      for (let sent = 0; sent < count; sent += 1) found.push((await ask(emulator, HOSTS)).status);
      return found;
    };
    assert.deepEqual(await statuses(3), [200, 200, 429]);
    now += 59_999;
    assert.deepEqual(await statuses(1), [429]);
    assert.equal((await ask(emulator, "/v3/projects")).status, 200, "IAM has no quota");
    now += 1;
    assert.deepEqual(await statuses(3), [200, 200, 429]);
    emulator.quota = undefined;
    assert.deepEqual(await statuses(1), [200]);
  });

  for (const [windowMs, time] of [
    [60_000, "1 minute"],
    [1500, "1.5 second"],
  ] as const) {
    it(`says in the gateway's words that a window is ${time}`, async () => {
      emulator.quota = { limit: 0, windowMs };
      const { status, headers, body } = await ask(emulator, HOSTS);
      assert.equal(status, 429);
      assert.equal(headers["retry-after"], undefined);
      assert.deepEqual(body, {
        error_code: "APIGW.0308",
        error_msg: `The throttling threshold has been reached: policy user over ratelimit,limit:0,time:${time}`,
        request_id: headers["x-request-id"],
      });
    });
  }
});
