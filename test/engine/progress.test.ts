import assert from "node:assert/strict";
import type { DiagnosticEvent, EngineEvent } from "@pulumi/pulumi/automation/index.js";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";
import { setMeanQuota } from "../support/meanQuota.js";

(PULUMI_CLI ? describe : describe.skip)("the progress of a scan in the real engine", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: EngineStack;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  after(async () => {
    await stack.remove();
    await emulator.close();
  });

  it("is shown during a call, with the waiting time for the quota, and disappears at the end", async () => {
    const program = () => Promise.resolve({ total: hss.getLocalImageHostsOutput().totalNum });
    stack = await EngineStack.create(program, emulator, { maxRetries: 8 });
    setMeanQuota(emulator);
    const shown: DiagnosticEvent[] = [];
    const onEvent = ({ diagnosticEvent }: EngineEvent) => {
      if (diagnosticEvent?.message.includes("getLocalImageHosts: ")) shown.push(diagnosticEvent);
    };
    const { outputs } = await stack.stack.up({ onEvent });
    assert.equal(outputs.total?.value, 450);
    const messages = shown.map(({ message }) => message);
    for (const expected of [
      /getLocalImageHosts: waiting 1 s for the HSS quota, \d+ of 450 hosts/,
      /getLocalImageHosts: 450 of 450 hosts, 3 of 3 requests/,
    ])
      assert.ok(
        messages.some((message) => expected.test(message)),
        `${String(expected)} is not among ${messages.join("\n")}`,
      );
    for (const { ephemeral, message } of shown) assert.equal(ephemeral, true, message);
  });
});
