import assert from "node:assert/strict";
import { parseCommandLine } from "../../src/emulator/commandLine.js";

describe("the emulator's command line", () => {
  it("reads every flag", () => {
    const args = [
      "--hosts",
      "10",
      "--seed",
      "2",
      "--port",
      "8080",
      "--latency",
      "50",
      "--page-cap",
      "20",
      "--quota",
      "5/60",
    ];
    assert.deepEqual(parseCommandLine(args), {
      hosts: 10,
      seed: 2,
      port: 8080,
      latencyMs: 50,
      pageCap: 20,
      quota: { limit: 5, windowMs: 60_000 },
    });
    assert.deepEqual(parseCommandLine([]), {});
    assert.equal(parseCommandLine(["--help"]), undefined);
  });

  it("names what it cannot take", () => {
    assert.throws(
      () => parseCommandLine(["--hosts", "many"]),
      /--hosts must be an integer from 0 to 1000000, not "many"/,
    );
    assert.throws(() => parseCommandLine(["--port", "70000"]), /--port must be an integer/);
    assert.throws(() => parseCommandLine(["--quota", "5"]), /--quota must be requests\/seconds such as 5\/60/);
    assert.throws(() => parseCommandLine(["--quota", "5/0"]), /--quota must be/);
    assert.throws(() => parseCommandLine(["--fleet", "5"]), /--fleet/);
  });
});
