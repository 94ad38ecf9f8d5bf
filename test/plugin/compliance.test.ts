import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { denyRule, requireRule } from "../support/complianceData.js";
import { emulated } from "../support/emulated.js";
import { EngineDouble } from "../support/engineDouble.js";
import { ProviderProcess } from "../support/providerProcess.js";

describe("compliance by the executable", () => {
  let emulator: Emulator;
  let plugin: ProviderProcess;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    plugin = await ProviderProcess.configured(emulated(emulator));
  });
  beforeEach(() => {
    emulator.requests.length = 0;
  });
  after(async () => {
    await plugin.stop();
    await emulator.close();
  });

  it("accepts nested arguments, and returns violations and reports", async () => {
    const holders = emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));
    const exceptions = [{ host: holders[0]?.row.host_name ?? assert.fail(), reason: "known", expires: "9999-12-31" }];
    const rules = [denyRule({ exceptions }), requireRule({ minimumHosts: 1 })];
    const { result, failures } = await plugin.invoke("getLocalImageCompliance", { rules, reports: ["junit", "html"] });
    assert.deepEqual(failures, []);
    const { passed, summary, reports } = result as {
      passed: boolean;
      summary: { violations: number };
      reports: { content: string }[];
    };
    assert.equal(passed, false);
    assert.equal(summary.violations, 2 + 1, "the two other servers, and the rule about the agent");
    assert.match(reports[0]?.content ?? "", /<testcase name="has-agent"[^]*at least 1 must/);
    assert.match(reports[1]?.content ?? "", /^<!doctype html>/);
  });

  it("names an error deep in the arguments, and sends no request", async () => {
    const rules = [denyRule(), { ...requireRule(), hosts: { editions: ["a", 7] } }];
    const { failures } = await plugin.invoke("getLocalImageCompliance", { rules });
    assert.deepEqual(failures, [{ property: "rules[1].hosts.editions[1]", reason: "must be a string" }]);
    assert.equal(emulator.requests.length, 0);
  });

  it("warns without showing secrets, whatever a server is called", async () => {
    const engine = await EngineDouble.start();
    const warning = await ProviderProcess.start({}, [engine.address]);
    const { fleet } = emulator;
    try {
      emulator.fleet = fleet.map((host) => ({ ...host, row: { ...host.row, host_name: "x-emulated-token-x" } }));
      await warning.configure(emulated(emulator));
      await warning.invoke("getLocalImageCompliance", { rules: [denyRule()], enforce: "warn" });
    } finally {
      emulator.fleet = fleet;
      await warning.stop();
      engine.stop();
    }
    const messages = engine.messages.join("\n");
    assert.match(messages, /no-log4j: x-\[redacted\]-x/);
    assert.ok(!messages.includes("emulated-token"), messages);
  });

  it("returns an enforced violation as a failure of the argument enforce", async () => {
    const { failures } = await plugin.invoke("getLocalImageCompliance", { rules: [denyRule()], enforce: "error" });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["enforce"],
    );
    assert.match(failures[0]?.reason ?? "", /^Compliance: 3 violations, 1 of 1 rule failed/);
  });
});
