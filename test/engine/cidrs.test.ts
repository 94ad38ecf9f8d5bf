import assert from "node:assert/strict";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";

(PULUMI_CLI ? describe : describe.skip)("the functions beside the hosts, with the real engine", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: EngineStack | undefined;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  afterEach(async () => {
    await stack?.remove();
    stack = undefined;
  });
  after(() => emulator.close());

  it("give prefixes, images and containers to a program, the same in preview and in up", async () => {
    const imageName = "log4j-demo";
    stack = await EngineStack.create(() => {
      const { cidrs, skipped, hostCount } = hss.getLocalImageHostCidrsOutput({
        imageName,
        agentStatuses: ["online", "offline", "not_online", "not_installed"],
        aggregate: "exact",
      });
      return Promise.resolve({
        cidrs,
        skipped,
        hostCount,
        scans: hss.getLocalImagesOutput().images.apply((images) => images.map(({ vulNum }) => vulNum ?? "not scanned")),
        containers: hss.getLocalImageContainersOutput({ imageName }).totalNum,
      });
    }, emulator);
    assert.deepEqual((await stack.preview()).changeSummary, { create: 1 });
    const { outputs } = await stack.up();
    const holders = emulator.fleet.filter(({ images }) => images.some(({ name }) => name === imageName));
    assert.deepEqual(
      outputs.cidrs?.value,
      holders.map(({ row }) => `${row.private_ip}/32`),
    );
    assert.deepEqual(outputs.skipped?.value, []);
    assert.equal(outputs.hostCount?.value, 3);
    const scans = outputs.scans?.value as unknown[];
    assert.ok(scans.includes("not scanned") && scans.some((each) => typeof each === "number"), scans.join());
    assert.equal(typeof outputs.containers?.value, "number");
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 1 });
  });
});
