import assert from "node:assert/strict";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import * as pulumi from "@pulumi/pulumi";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";

(PULUMI_CLI ? describe : describe.skip)("compliance with the real engine", function () {
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

  const start = async (program: PulumiFn): Promise<EngineStack> =>
    (stack = await EngineStack.create(program, emulator));
  const rules = [{ name: "no-log4j", severity: "critical", effect: "deny", image: { name: "log4j-demo" } }];
  const checking =
    (args: Partial<hss.GetLocalImageComplianceArgs>): PulumiFn =>
    () => {
      const { passed, violations, reports } = hss.getLocalImageComplianceOutput({ rules, ...args });
      return Promise.resolve({ passed, count: violations.length, report: reports.apply((all) => all[0]?.content) });
    };

  it("gives violations and reports", async () => {
    const engine = await start(checking({ reports: ["csv"] }));
    await engine.preview();
    const { outputs } = await engine.up();
    assert.equal(outputs.passed?.value, false);
    assert.equal(outputs.count?.value, 3);
    assert.match(
      String(outputs.report?.value),
      /^\ufeffstatus,state,.*\r\n("violation","","critical","no-log4j".*\r\n){3}$/,
    );
  });

  it("fails the preview with a readable list when it is enforced", async () => {
    const engine = await start(checking({ enforce: "error" }));
    await assert.rejects(engine.preview());
    const list =
      /getLocalImageCompliance returned an error: Compliance: 3 violations, 1 of 1 rule failed[^\n]*\n *Change the images on these servers, [^\n]*\n( *\[critical\] no-log4j: \S+ \([\w-]+\) holds log4j-demo[^\n]*\n){3} *See https:/;
    assert.match(engine.output, list);
  });

  it("passes an enforced preview without violations", async () => {
    const absent = [{ name: "none", severity: "low", effect: "deny", image: { name: "not-deployed" } }];
    const engine = await start(checking({ enforce: "error", rules: absent }));
    await engine.preview();
  });

  it("warns and continues with enforce warn", async () => {
    const engine = await start(checking({ enforce: "warn" }));
    await engine.preview();
    assert.match(engine.output, /warning: Compliance: 3 violations, 1 of 1 rule failed/);
  });

  it("compares with the stack's last update, whose baseline is an output", async () => {
    const engine = await start(() => {
      const { outputs: former } = new pulumi.StackReference("organization/test/test");
      const baseline = former.apply((outputs): string | undefined => outputs.baseline as string | undefined);
      const { summary, reports } = hss.getLocalImageComplianceOutput({ rules, baseline, reports: ["baseline"] });
      return Promise.resolve({ summary, baseline: reports.apply((all) => all[0]?.content) });
    });
    const first = await engine.upValues<{ summary: Record<string, unknown> }>();
    assert.equal(first.summary.newViolations, undefined);
    const [holder] = emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));
    emulator.fleet = emulator.fleet.filter((host) => host !== holder);
    const { summary } = await engine.upValues<{ summary: Record<string, unknown> }>();
    const { newViolations, unchangedViolations, fixedViolations } = summary;
    assert.deepEqual([newViolations, unchangedViolations, fixedViolations], [0, 2, 1]);
  });
});
