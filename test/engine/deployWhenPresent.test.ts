import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";
import { exampleProgram } from "../support/examples.js";

const ORDERS = { name: "orders", version: "2026.11.0" };

(PULUMI_CLI ? describe : describe.skip)("the example deploy-when-present", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: EngineStack | undefined;

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
  });
  afterEach(async () => {
    await stack?.remove();
    stack = undefined;
  });
  after(() => emulator.close());

  async function start(): Promise<EngineStack> {
    stack = await EngineStack.create(exampleProgram("deploy-when-present"), emulator);
    await stack.stack.setAllConfig({
      "test:imageName": { value: ORDERS.name },
      "test:imageVersion": { value: ORDERS.version },
      "test:minimumHosts": { value: "3" },
    });
    return stack;
  }
  const holders = (count: number) =>
    createFleet(10, 1).map((host, index) => ({
      ...host,
      row: { ...host.row, agent_status: "online" },
      images: index < count ? [{ ...ORDERS, digest: "" }] : [],
    }));

  it("stops while too few servers hold the image", async () => {
    emulator.fleet = holders(2);
    const engine = await start();
    await assert.rejects(engine.preview());
    assert.match(
      engine.output,
      /image-present: only 2 of the selected servers hold orders:2026\.11\.0, but at least 3 must/,
    );
  });

  it("does not count servers whose agent is not online", async () => {
    emulator.fleet = holders(3).map((host) => ({ ...host, row: { ...host.row, agent_status: "offline" } }));
    await assert.rejects((await start()).preview());
  });

  it("continues when enough servers hold the image", async () => {
    emulator.fleet = holders(3);
    const { outputs } = await (await start()).up();
    assert.equal(outputs.release?.value, "orders:2026.11.0");
    assert.equal(outputs.presentOn?.value, 3);
  });
});
