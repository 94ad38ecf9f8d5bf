import assert from "node:assert/strict";
import { serversOf } from "../../src/emulator/hss/serversOf.js";
import { createRequire } from "node:module";
import * as hss from "pulumi-huaweicloud-hss";
import { containersOf } from "../../src/emulator/hss/containersOf.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";

(PULUMI_CLI ? describe : describe.skip)("the functions beside getLocalImageHosts, with the real engine", function () {
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

  it("give a program the same prefixes, images and containers in preview and in up", async () => {
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

  it("run the example vulnerable-images", async () => {
    const require = createRequire(import.meta.url);
    stack = await EngineStack.create(
      () => Promise.resolve(require("../../examples/vulnerable-images/index.ts") as Record<string, unknown>),
      emulator,
    );
    const { outputs } = await stack.up();
    const images = outputs.vulnerableImages?.value as string[];
    const counts = images.map((line) => Number(/: (\d+) vulnerabilities/.exec(line)?.[1]));
    assert.ok(counts.length > 1 && counts.every((count) => count > 0), images.join("\n"));
    assert.deepEqual(
      counts,
      counts.toSorted((a, b) => b - a),
    );
    const running = serversOf(emulator.fleet)
      .flatMap(containersOf)
      .filter(({ image }) => images[0]?.startsWith(`${image.name}:${image.version}:`))
      .map(({ name, host }) => `${name} on ${host.row.host_name}`);
    assert.ok(running.length > 0);
    assert.deepEqual(outputs.worstRunsIn?.value, running);
    const holders = emulator.fleet.flatMap(({ row, images: held }) => {
      const log4j = held.find(({ name }) => name === "log4j-demo");
      return log4j ? [`${row.host_name}: log4j-demo:2.14.1@${log4j.digest}`] : [];
    });
    assert.equal(holders.length, 3);
    assert.deepEqual(outputs.affectedServers?.value, holders);
    assert.deepEqual(outputs.solutions?.value, [
      "EulerOS security update for log4j: Update the package log4j.",
      "Apache Log4j2 remote code execution: Update Apache Log4j2 to 2.17.1.",
    ]);
  });
});
