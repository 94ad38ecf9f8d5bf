import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";
import { descendants, isAlive, type LivingProcess } from "../support/processTree.js";

/** From the interrupt to the end of both processes. */
const DEADLINE_MS = 2000;
const GONE_MS = 5000;
const LOOK_EVERY_MS = 20;

(PULUMI_CLI ? describe : describe.skip)("an interrupt in mid-scan", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: EngineStack;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  afterEach(() => stack.remove());
  after(() => emulator.close());

  /** An update in the middle of a scan that never ends, with the processes of the engine and of the provider. */
  const midScan = async (signal?: AbortSignal) => {
    stack = await EngineStack.create(
      () => Promise.resolve({ total: hss.getLocalImageHostsOutput().totalNum }),
      emulator,
    );
    const asked = new Promise<void>((resolve) => {
      emulator.intercept = ({ params }) => {
        if (params.get("offset") === "0") return false;
        resolve();
        return true;
      };
    });
    const update = stack.up(signal).then(
      () => "done",
      (error: unknown) => String(error),
    );
    await asked;
    const processes = await descendants(process.pid);
    const find = (name: string) => {
      const found = processes.find(({ command }) => command.includes(name));
      assert.ok(found, `${name} is not among ${JSON.stringify(processes)}`);
      return found;
    };
    return { update, engine: find("pulumi up"), provider: find("pulumi-resource-huaweicloud-hss") };
  };
  const aliveAfter = async (running: readonly LivingProcess[], ms: number) => {
    const deadline = Date.now() + ms;
    while (running.some(({ pid }) => isAlive(pid)) && Date.now() < deadline) await pause(LOOK_EVERY_MS);
    return running.filter(({ pid }) => isAlive(pid));
  };

  it(`ends the engine and the provider within ${DEADLINE_MS} ms, even if the API never answers`, async () => {
    const interrupt = new AbortController();
    const { update, engine, provider } = await midScan(interrupt.signal);
    interrupt.abort();
    assert.deepEqual(await aliveAfter([engine, provider], DEADLINE_MS), []);
    assert.match(await update, /exit code [1-9]/);
    assert.match(stack.output, /cancelled/i);
    assert.equal(
      (await descendants(process.pid)).filter(({ command }) => command.includes("huaweicloud-hss")).length,
      0,
    );
  });

  it(`ends the provider within ${GONE_MS} ms when the engine is killed`, async () => {
    const { update, engine, provider } = await midScan();
    process.kill(engine.pid, "SIGKILL");
    assert.deepEqual(await aliveAfter([provider], GONE_MS), []);
    assert.notEqual(await update, "done");
  });
});
