import assert from "node:assert/strict";
import { parseCommandLine, USAGE } from "../../src/emulator/parseCommandLine.js";

describe("the emulator's command line", () => {
  it("reads every flag that the usage names", () => {
    const line =
      "--hosts 10 --seed 2 --port 8080 --region eu-west-101 --latency 50 --page-cap 20 --host-match part --cve-match part --quota 5/60s --metadata hanging";
    assert.deepEqual(parseCommandLine(line.split(" ")), {
      hosts: 10,
      seed: 2,
      port: 8080,
      region: "eu-west-101",
      latencyMs: 50,
      pageCap: 20,
      hostMatch: "part",
      cveMatch: "part",
      quota: { limit: 5, windowMs: 60_000 },
      metadata: "hanging",
    });
    const named = [...USAGE.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag = ""]) => flag);
    assert.deepEqual(named, [...line.split(" ").filter((word) => word.startsWith("--")), "--help"]);
  });

  it("sets nothing by default, and recognizes --help", () => {
    assert.deepEqual(parseCommandLine([]), {});
    assert.equal(parseCommandLine(["--hosts", "1", "--help"]), undefined);
  });

  it("accepts a quota with and without its unit, and fractions of a second", () => {
    assert.deepEqual(parseCommandLine(["--quota", "5/60"])?.quota, { limit: 5, windowMs: 60_000 });
    assert.deepEqual(parseCommandLine(["--quota", "0/0.25s"])?.quota, { limit: 0, windowMs: 250 });
  });

  for (const [args, message] of [
    ["--hosts many", '--hosts must be an integer from 0 to 1000000, not "many"'],
    ["--hosts=-1", '--hosts must be an integer from 0 to 1000000, not "-1"'],
    ["--port 70000", '--port must be an integer from 0 to 65535, not "70000"'],
    ["--page-cap 0", '--page-cap must be an integer from 1 to 1000000, not "0"'],
    ["--latency 1.5", '--latency must be an integer from 0 to 600000, not "1.5"'],
    ["--quota 5", '--quota must be requests/seconds such as 5/60s, not "5"'],
    ["--quota 5/0s", '--quota must be requests/seconds such as 5/60s, not "5/0s"'],
    ["--quota 5/1m", '--quota must be requests/seconds such as 5/60s, not "5/1m"'],
    ["--region CN=1", '--region must be a name such as cn-north-4, not "CN=1"'],
    ["--host-match some", '--host-match must be one of exact, part, not "some"'],
    ["--metadata v3", '--metadata must be one of v2, v1, none, hanging, not "v3"'],
    ["--fleet 5", "Unknown option '--fleet'"],
    ["--hosts", "Option '--hosts <value>' argument missing"],
    ["--seed --hosts", "Option '--seed' argument is ambiguous"],
    ["12", "Unexpected argument '12'"],
  ] as const) {
    it(`refuses ${args}`, () => {
      assert.throws(() => parseCommandLine(args.split(" ")), { message });
    });
  }
});
