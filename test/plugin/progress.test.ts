import assert from "node:assert/strict";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { denyRule } from "../support/complianceData.js";
import { emulated } from "../support/emulated.js";
import { EngineDouble } from "../support/engineDouble.js";
import { setMeanQuota } from "../support/meanQuota.js";
import { ProviderProcess } from "../support/providerProcess.js";

const { INFO, WARNING } = engineProto.LogSeverity;

describe("the messages from the executable to the engine", () => {
  let emulator: Emulator;
  let engine: EngineDouble;
  let plugin: ProviderProcess;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    engine = await EngineDouble.start();
    plugin = await ProviderProcess.start({}, [engine.address]);
  });
  beforeEach(async () => {
    engine.logged.length = 0;
    emulator.quota = undefined;
    await plugin.configure(emulated(emulator, { maxRetries: 8 }));
  });
  after(async () => {
    await plugin.stop();
    engine.stop();
    await emulator.close();
  });

  it("show the progress and the waiting time of a scan, and do not stay", async () => {
    setMeanQuota(emulator);
    assert.equal((await plugin.invoke("getLocalImageHosts")).result.totalNum, 450);
    assert.deepEqual(engine.logged.at(-1), {
      message: "getLocalImageHosts: 450 of 450 hosts, 3 of 3 requests",
      severity: INFO,
      ephemeral: true,
    });
    const waits = engine.logged.filter(({ message }) =>
      /^getLocalImageHosts: waiting 1 s for the HSS quota, \d+ of 450 hosts$/.test(message),
    );
    assert.ok(waits.length >= 2, engine.messages.join("\n"));
    for (const { ephemeral, severity } of engine.logged)
      assert.deepEqual({ ephemeral, severity }, { ephemeral: true, severity: INFO });
  });

  it("contain a warning that stays if something is wrong", async () => {
    await plugin.invoke("getLocalImageCompliance", { rules: [denyRule()], enforce: "warn" });
    const kept = engine.logged.filter(({ ephemeral }) => !ephemeral);
    assert.deepEqual(
      kept.map(({ severity }) => severity),
      [WARNING],
    );
  });

  it("do not fail a call when the engine has gone", async () => {
    const deaf = await EngineDouble.start();
    const other = await ProviderProcess.start({}, [deaf.address]);
    try {
      deaf.stop();
      await other.configure(emulated(emulator));
      assert.equal((await other.invoke("getLocalImageHosts")).result.totalNum, 450);
    } finally {
      await other.stop();
    }
  });
});
