import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { GO } from "../support/available.js";
import { run } from "../support/run.js";
import { Answers } from "./answers.js";
import { codeBlocks, configurationFor, fileName, title, type CodeBlock } from "./codeBlocks.js";

const SDK = "github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/sdk";
const blocks = codeBlocks("go").map((block) => ({ ...block, name: fileName(block).toLowerCase() }));

/** The program as a package of the one executable that all blocks are linked into, as linking takes long. */
function asPackage({ text, name }: CodeBlock & { name: string }): string {
  return text
    .replace("package main", `package ${name}`)
    .replace("func main()", "func Main()")
    .replace("import (", 'import (\n\t"blocks/mocks"')
    .replaceAll("pulumi.Run(", "mocks.Run(");
}

(GO ? describe : describe.skip)("the Go blocks of the pages", function () {
  this.timeout(600_000);
  let answers: Answers;
  let folder: string;

  before(async () => {
    answers = await Answers.start();
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-go-"));
    // Its versions, so that nothing else need be fetched or compiled than for the example.
    const goMod = await readFile("examples/go-inventory/go.mod", "utf8");
    await writeFile(
      join(folder, "go.mod"),
      goMod.replace(/^module .*/m, "module blocks").replace(/^replace .*/m, `replace ${SDK} => ${resolve("sdk")}`),
    );
    await cp("examples/go-inventory/go.sum", join(folder, "go.sum"));
    await mkdir(join(folder, "mocks"));
    await cp("test/docs/goBlocks/mocks.go", join(folder, "mocks", "mocks.go"));
    for (const block of blocks) {
      await mkdir(join(folder, block.name));
      await writeFile(join(folder, block.name, "main.go"), asPackage(block));
    }
    const imports = blocks.map(({ name }) => `\t"blocks/${name}"\n`).join("");
    const cases = blocks.map(({ name }) => `\tcase "${name}":\n\t\t${name}.Main()\n`).join("");
    await writeFile(
      join(folder, "main.go"),
      `package main\n\nimport (\n\t"os"\n\n${imports})\n\nfunc main() {\n\tswitch os.Args[1] {\n${cases}\t}\n}\n`,
    );
  });
  after(async () => {
    await answers.stop();
    await rm(folder, { recursive: true });
  });

  it("exist, compile, and pass go vet", async () => {
    assert.ok(blocks.length > 1);
    await run("go", ["vet", "./..."], { cwd: folder });
    await run("go", ["build", "-o", "blocks", "."], { cwd: folder });
  });

  for (const block of blocks) {
    it(`${title(block)} is formatted by gofmt`, () => {
      const { stdout } = spawnSync("gofmt", { input: block.text, encoding: "utf8" });
      assert.equal(stdout, block.text);
    });

    it(`${title(block)} runs`, async () => {
      const asked = answers.emulator.requests.length;
      const config = Object.entries(configurationFor(block)).map(([key, value]) => [`docs:${key}`, value]);
      await run(join(folder, "blocks"), [block.name], {
        env: { ...process.env, ANSWERS: answers.url, CONFIGURATION: JSON.stringify(Object.fromEntries(config)) },
      });
      if (block.text.includes("huaweicloudhss.Get")) assert.ok(answers.emulator.requests.length > asked);
    });
  }
});
