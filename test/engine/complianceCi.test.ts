import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { emulatedEnvironment, SECRETS } from "../support/emulated.js";
import { EngineStack, engineEnvironment, PULUMI_CLI } from "../support/engineStack.js";
import { exampleProgram } from "../support/examples.js";

const EXAMPLE = resolve("examples/compliance");
const RULES = ["no-vulnerable-log4j", "no-old-nginx", "orders-is-deployed"];

(PULUMI_CLI ? describe : describe.skip)("the example compliance", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let folder: string;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(async () => {
    emulator.fleet = createFleet(450, 1);
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-ci-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  after(() => emulator.close());

  /** Runs the pipeline's script as the workflows do, with the plugin on the PATH. */
  async function runScript(more: Record<string, string> = {}) {
    const environment = engineEnvironment(folder);
    const child = spawn(process.execPath, [join(EXAMPLE, "ci/compliance.mjs")], {
      cwd: folder,
      env: {
        ...environment,
        PATH: [resolve("bin"), environment.PATH].join(delimiter),
        ...emulatedEnvironment(emulator),
        GITHUB_WORKSPACE: resolve("."),
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
        ...more,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, "close")) as [number];
    for (const secret of SECRETS) assert.ok(!output.includes(secret), output);
    return { code, output };
  }
  const report = (name: string) => readFile(join(folder, "compliance-reports", name), "utf8");

  it("writes every report, and exits with 1, when there are violations", async () => {
    const { code, output } = await runScript();
    assert.equal(code, 1, output);
    assert.match(output, /Failed: \d+ violations\. Reports are in compliance-reports\./);
    const markdown = await report("compliance.md");
    assert.equal(await readFile(join(folder, "summary.md"), "utf8"), markdown);
    for (const rule of RULES) assert.match(markdown, new RegExp(rule));
    assert.match(await report("compliance.sarif"), /"uri":"examples\/compliance\/rules.json"/);
    assert.doesNotMatch(await report("compliance.csv"), /\b10\.\d+\.\d+\.\d+\b/);
  });

  it("writes the files that the workflows use", async () => {
    await runScript();
    const written = await readdir(join(folder, "compliance-reports"));
    for (const workflow of ["github-workflow.yml", "gitlab-ci.yml"]) {
      const text = await readFile(join(EXAMPLE, "ci", workflow), "utf8");
      assert.match(text, /node ci\/compliance\.mjs/);
      const taken = Array.from(text.matchAll(/compliance-reports\/([\w.]+\w)/g), ([, name]) => name ?? "");
      assert.ok(taken.length > 2);
      assert.deepEqual(
        taken.filter((name) => !written.includes(name)),
        [],
      );
    }
  });

  it("exits with 0 without violations", async () => {
    emulator.fleet = emulator.fleet.map((host) => ({
      ...host,
      images: host.images.filter(({ name }) => !["log4j-demo", "nginx"].includes(name)),
    }));
    const { code, output } = await runScript();
    assert.equal(code, 0, output);
    assert.match(await report("compliance.md"), /Image compliance passed/);
  });

  it("exits with 2, and says why, if the query fails", async () => {
    const { code, output } = await runScript({ HW_AUTH_TOKEN: "nobody-knows-this" });
    assert.equal(code, 2, output);
    assert.match(output, /The servers could not be checked: [^]*APIGW\.0301/);
    assert.deepEqual(await readdir(folder).then((names) => names.filter((name) => name.startsWith("compliance-"))), []);
  });

  it("warns as a program, and exports the outcome", async () => {
    const stack = await EngineStack.create(exampleProgram("compliance"), emulator);
    try {
      const { outputs } = await stack.up();
      assert.equal(outputs.passed?.value, false);
      assert.deepEqual(Object.keys(outputs.violations?.value as object).sort(), [...RULES].sort());
      assert.match(String(outputs.report?.value), /Image compliance failed/);
      assert.match(stack.output, /warning: Compliance: /);
    } finally {
      await stack.remove();
    }
  });
});
