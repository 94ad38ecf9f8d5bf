import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PYTHON } from "../support/available.js";
import { installPythonSdk } from "../support/python.js";
import { run } from "../support/run.js";
import { Answers } from "./answers.js";
import { codeBlocks, configurationFor, fileName, title, type CodeBlock } from "./codeBlocks.js";

const blocks = codeBlocks("python", "py");

/** A block may go on from one that has the imports. */
function withImports({ text }: CodeBlock): string {
  const missing = Object.entries({ hss: "pulumi_huaweicloud_hss as hss", pulumi: "pulumi" }).filter(
    ([name]) => new RegExp(`\\b${name}\\.`).test(text) && !new RegExp(`import .*\\b${name}$`, "m").test(text),
  );
  return missing.map(([, what]) => `import ${what}; `).join("") + text;
}

(PYTHON ? describe : describe.skip)("the Python blocks of the pages", function () {
  this.timeout(300_000);
  let answers: Answers;
  let folder: string;
  let python: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-python-"));
    python = await installPythonSdk(join(folder, "sdk"));
    answers = await Answers.start();
  });
  after(async () => {
    await answers.stop();
    await rm(folder, { recursive: true });
  });

  it("exist", () => {
    assert.ok(blocks.length > 2);
  });

  for (const block of blocks) {
    it(`${title(block)} runs`, async () => {
      const file = join(folder, `${fileName(block)}.py`);
      await writeFile(file, withImports(block));
      if (/^import unittest$/m.test(block.text)) {
        const environment = { PYTHONPATH: join(folder, "sdk"), PYTHONDONTWRITEBYTECODE: "1" };
        await run(python, [file], { cwd: folder, env: { ...process.env, ...environment } });
        return;
      }
      const asked = answers.emulator.requests.length;
      const environment = { PYTHONPATH: join(folder, "sdk"), PYTHONDONTWRITEBYTECODE: "1", ANSWERS: answers.url };
      const printed = await run(python, [resolve("test/docs/runPythonBlock.py"), file], {
        cwd: folder,
        env: { ...process.env, ...environment, CONFIGURATION: JSON.stringify(configurationFor(block)) },
      });
      const exported = [...block.text.matchAll(/pulumi\.export\(\s*"(\w+)"/g)].map(([, name]) => name);
      assert.deepEqual((JSON.parse(printed) as { exports: string[] }).exports, exported.sort());
      if (/\bget_\w+\(/.test(block.text)) assert.ok(answers.emulator.requests.length > asked, "it asked for nothing");
    });
  }
});
