import assert from "node:assert/strict";
import { ScanStatus } from "../../src/functions/scanStatus.js";
import { VirtualClock } from "../support/virtualClock.js";

const { signal } = new AbortController();

describe("ScanStatus", () => {
  let clock: VirtualClock;
  let said: string[];
  let status: ScanStatus;
  const pass = (ms: number) => clock.sleep(ms, signal);
  const at = (requests: number) => {
    status.onProgress({ rows: requests * 200, rowsExpected: 10_000, requests, requestsExpected: 51 });
  };

  beforeEach(() => {
    clock = new VirtualClock();
    said = [];
    const call = {
      signal,
      status: (message: string) => said.push(message),
      info: (message: string) => said.push(`kept: ${message}`),
      warn: () => undefined,
    };
    status = new ScanStatus("getHosts", "hosts", call, clock);
  });

  it("shows the progress at most twice a second, and not for a scan that ends earlier", async () => {
    await pass(499);
    at(1);
    assert.deepEqual(said, []);
    await pass(1);
    at(2);
    await pass(499);
    at(3);
    await pass(1);
    at(4);
    assert.deepEqual(said, [
      "getHosts: 400 of 10,000 hosts, 2 of 51 requests",
      "getHosts: 800 of 10,000 hosts, 4 of 51 requests",
    ]);
  });

  it("shows each wait, and the first progress after it", async () => {
    status.onWait(38_000);
    at(1);
    status.onWait(1001);
    await pass(1);
    at(2);
    assert.deepEqual(said, [
      "getHosts: waiting 38 s for the HSS quota",
      "getHosts: 200 of 10,000 hosts, 1 of 51 requests",
      "getHosts: waiting 2 s for the HSS quota, 200 of 10,000 hosts",
      "getHosts: 400 of 10,000 hosts, 2 of 51 requests",
    ]);
  });

  it("leaves one line after a scan of ten seconds, and none after a shorter one", async () => {
    at(51);
    await pass(9999);
    status.done();
    assert.deepEqual(said, []);
    await pass(1);
    status.done();
    assert.equal(said[0], "kept: getHosts: 10,200 hosts in 51 requests and 10 s");
  });
});
