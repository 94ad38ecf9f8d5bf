import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";
import { descendants, isAlive } from "../support/processTree.js";

/** From the interrupt to the end of both processes. */
const DEADLINE_MS = 2000;
const LOOK_EVERY_MS = 20;

(PULUMI_CLI ? describe : describe.skip)("an interrupt in mid-scan", function () {
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

  it(`ends the engine and the provider within ${DEADLINE_MS} ms, even if the API never answers`, async () => {
    stack = await EngineStack.create(
      () => Promise.resolve({ total: hss.getLocalImageHostsOutput().totalNum }),
      emulator,
    );
    const midScan = new Promise<void>((resolve) => {
      emulator.intercept = ({ params }) => {
        if (params.get("offset") === "0") return false;
        resolve();
        return true;
      };
    });
    const interrupt = new AbortController();
    const update = stack.up(interrupt.signal).then(
      () => "done",
      (error: unknown) => String(error),
    );
    await midScan;
    const processes = await descendants(process.pid);
    const running = ["pulumi up", "pulumi-resource-huaweicloud-hss"].map((name) => {
      const found = processes.find(({ command }) => command.includes(name));
      assert.ok(found, `${name} is not among ${JSON.stringify(processes)}`);
      return found;
    });

    interrupt.abort();
    const deadline = Date.now() + DEADLINE_MS;
    while (running.some(({ pid }) => isAlive(pid)) && Date.now() < deadline) await pause(LOOK_EVERY_MS);

    assert.deepEqual(
      running.filter(({ pid }) => isAlive(pid)),
      [],
    );
    assert.match(await update, /exit code [1-9]/);
    assert.match(stack.output, /cancelled/i);
    assert.equal(
      (await descendants(process.pid)).filter(({ command }) => command.includes("huaweicloud-hss")).length,
      0,
    );
  });
});
