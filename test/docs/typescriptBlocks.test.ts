import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { type Emulator } from "../../src/emulator/emulator.js";
import { mockBridge } from "../support/mockBridge.js";
import { run } from "../support/run.js";
import { emulatedEnvironment } from "../support/emulated.js";
import { Answers } from "./answers.js";
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

/** The program, with packages that can be had, and with the imports of the block that it goes on from. */
function runnable({ text: given }: CodeBlock): string {
  const text = given.replaceAll('"@pulumi/huaweicloud"', '"./huaweicloud.cjs"');
  const missing = Object.entries({ hss: "pulumi-huaweicloud-hss", pulumi: "@pulumi/pulumi" }).filter(
    ([name]) => new RegExp(`\\b${name}\\.`).test(text) && !new RegExp(`import .*\\b${name}\\b`).test(text),
  );
  return missing.map(([name, from]) => `import * as ${name} from "${from}"; `).join("") + text + exportsOf(text);
}

/** What a fragment computes is exported, so that it is waited for. */
function exportsOf(text: string): string {
  if (/^export /m.test(text)) return "";
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
  let answers: Answers;
  let diagnostics: ts.Diagnostic[];

  before(async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, "huaweicloud.cts"), STAND_IN);
    for (const block of blocks) writeFileSync(block.file, runnable(block));
    const program = ts.createProgram(
      blocks.map(({ file }) => file),
      {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: ["node"],
      },
    );
    diagnostics = [...ts.getPreEmitDiagnostics(program)];
    answers = await Answers.start();
    await pulumi.runtime.setMocks(mockBridge(answers.provider), PROJECT, "test", false, "organization");
  });
  after(() => answers.stop());

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
      const asked = answers.emulator.requests.length;
      if (block.file.endsWith(".mts")) await runAlone(block, answers.emulator);
      // The emulated fleet violates any rule about its images.
      else if (block.text.includes('enforce: "error"'))
        await assert.rejects(runUnderMocks(block.file), /#complianceerror$/);
      else await runUnderMocks(block.file);
      if (/\b(?:get\w+|localImageHosts)\(/.test(block.text))
        assert.ok(answers.emulator.requests.length > asked, "it asked for nothing");
    });
  }
});
