import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { recordedFleet } from "../../src/emulator/hss/recordedFleet.js";
import { hssMocks } from "../../src/testing.js";
import { run } from "../support/run.js";
import { emulatedEnvironment } from "../support/emulated.js";
import { codeBlocks, configurationFor, fileName, title, type CodeBlock } from "./codeBlocks.js";

/** Beneath the repository, so that the blocks find the packages a reader has installed; git ignores it. */
const FOLDER = "coverage/docs";
const PROJECT = "docs";

const blocks = codeBlocks("typescript", "ts", "javascript", "js").map((block) => ({ ...block, file: fileOf(block) }));

/** Pulumi runs programs as CommonJS, unless they await at the top. */
function fileOf(block: CodeBlock): string {
  const kind = /^(?:(?:export )?(?:const|let) .*= )?await /m.test(block.text) ? "mts" : "cts";
  return join(FOLDER, `${fileName(block)}.${kind}`);
}

/** Stands for `@pulumi/huaweicloud`, which each project generates for itself: what the examples declare of it. */
const STAND_IN = ["firewall", "tagging"]
  .map((each) => `export * from "../../examples/${each}/huaweicloud.js";\n`)
  .join("");

/** Whether it is a mocha test, which imports the program in the block before it as its reader would. */
const isTest = ({ text }: CodeBlock) => /^describe\(/m.test(text);

function programBefore(block: CodeBlock): CodeBlock | undefined {
  return blocks.filter(({ path, line }) => path === block.path && line < block.line).at(-1);
}

/** The program, with packages that can be had, and with the imports of the block that it goes on from. */
function runnable(block: CodeBlock): string {
  const before = programBefore(block);
  const text = block.text
    .replaceAll('"@pulumi/huaweicloud"', '"./huaweicloud.cjs"')
    .replaceAll('"./index"', `"./${before ? fileName(before) : ""}.cjs"`);
  const missing = Object.entries({ hss: "pulumi-huaweicloud-hss", pulumi: "@pulumi/pulumi" }).filter(
    ([name]) => new RegExp(`\\b${name}\\.`).test(text) && !new RegExp(`import .*\\b${name}\\b`).test(text),
  );
  return missing.map(([name, from]) => `import * as ${name} from "${from}"; `).join("") + text + exportsOf(text);
}

/** What a fragment computes is exported, so that it is waited for. */
function exportsOf(text: string): string {
  if (/^(export |describe\()/m.test(text)) return "";
  const names = [...text.matchAll(/^const (\w+) =/gm)].map(([, name]) => name);
  return `\nexport { ${names.join(", ")} };\n`;
}

/** A Pulumi program: it may not end before all that it exports has a value. */
async function runUnderMocks(file: string): Promise<void> {
  const exported = createRequire(import.meta.url)(resolve(file)) as Record<string, unknown>;
  const outputs = pulumi.output({ ...exported }) as unknown as { promise(): Promise<Record<string, unknown>> };
  for (const [name, value] of Object.entries(await outputs.promise())) {
    assert.notEqual(value, undefined, `${name} has no value`);
  }
}

/** A test, and the program in the block before it, compiled as Pulumi's project templates do. */
async function runByMocha(block: CodeBlock & { file: string }): Promise<void> {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };
  for (const each of [programBefore(block), block].filter((one) => one !== undefined)) {
    const { outputText } = ts.transpileModule(readFileSync(fileOf(each), "utf8"), { compilerOptions });
    writeFileSync(compiled(each), outputText);
  }
  const mocha = [resolve("node_modules/mocha/bin/mocha.js"), "--no-config", compiled(block)];
  assert.match(await run(process.execPath, mocha), /\b[1-9]\d* passing/);
}

const compiled = (block: CodeBlock) => join(FOLDER, `${fileName(block)}.cjs`);

/** A program without Pulumi, which is told by its environment whom to ask. */
async function runAlone(block: CodeBlock & { file: string }, emulator: Emulator): Promise<void> {
  const { outputText } = ts.transpileModule(block.text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const file = block.file.replace(/mts$/, "mjs");
  writeFileSync(file, outputText);
  await run(process.execPath, [file], {
    env: {
      PATH: process.env.PATH,
      ...emulatedEnvironment(emulator),
      HW_AUTH_URL: emulator.url,
    },
  });
}

describe("the TypeScript blocks of the pages", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let calls = 0;
  let diagnostics: ts.Diagnostic[];

  before(async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, "huaweicloud.cts"), STAND_IN);
    for (const block of blocks) writeFileSync(block.file, runnable(block));
    writeFileSync(join(FOLDER, "rules.yaml"), readFileSync("examples/compliance/rules.yaml"));
    const program = ts.createProgram(
      blocks.map(({ file }) => file),
      {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: ["node", "mocha"],
      },
    );
    diagnostics = [...ts.getPreEmitDiagnostics(program)];
    emulator = await startEmulator({ hosts: 450 });
    const mocks = hssMocks({ ...recordedFleet(emulator), enterpriseProjectId: "all_granted_eps" });
    const call: typeof mocks.call = (args) => {
      calls++;
      return mocks.call(args);
    };
    await pulumi.runtime.setMocks({ ...mocks, call }, PROJECT, "test", false, "organization");
  });
  after(() => emulator.close());

  it("exist", () => {
    assert.ok(blocks.length > 2);
  });

  for (const block of blocks) {
    it(`${title(block)} has no type errors`, () => {
      const found = diagnostics.filter(({ file }) => file === undefined || file.fileName.endsWith(block.file));
      assert.deepEqual(
        found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
        [],
      );
    });

    it(`${title(block)} runs`, async () => {
      const config = Object.entries(configurationFor(block));
      pulumi.runtime.setAllConfig(Object.fromEntries(config.map(([key, value]) => [`${PROJECT}:${key}`, value])));
      const asked = emulator.requests.length + calls;
      if (isTest(block)) {
        await runByMocha(block);
        return;
      }
      if (block.file.endsWith(".mts")) await runAlone(block, emulator);
      // The emulated fleet violates any rule about its images.
      else if (block.text.includes('enforce: "error"'))
        await assert.rejects(runUnderMocks(block.file), /#complianceerror$/);
      else await runUnderMocks(block.file);
      if (/\b(?:get\w+|localImageHosts)\(/.test(block.text))
        assert.ok(emulator.requests.length + calls > asked, "it asked for nothing");
    });
  }
});
