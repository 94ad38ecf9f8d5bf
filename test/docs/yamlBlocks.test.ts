import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { CliProject } from "../support/cliProject.js";
import { emulatedEnvironment } from "../support/emulated.js";
import { PULUMI_CLI } from "../support/engineStack.js";
import { canHost, languageHost } from "../support/languageHost.js";
import { codeBlocks, title } from "./codeBlocks.js";

const programs = codeBlocks("yaml").filter(({ text }) => text.includes("runtime: yaml"));
const canRun = PULUMI_CLI !== undefined && canHost("yaml");

(canRun ? describe : describe.skip)("the YAML programs of the pages (needs the CLI and Go)", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let project: CliProject;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    project = await CliProject.create(undefined, languageHost("yaml"));
    Object.assign(project.env, emulatedEnvironment(emulator), { HW_AUTH_URL: emulator.url });
  });
  after(async () => {
    await project.remove();
    await emulator.close();
  });

  it("exist on each reference page", () => {
    const pages = new Set(programs.map(({ path }) => path));
    for (const { path } of codeBlocks("go")) if (path.startsWith("docs/functions/")) assert.ok(pages.has(path), path);
  });

  for (const block of programs) {
    it(`${title(block)} goes through a preview`, async () => {
      await writeFile(join(project.folder, "Pulumi.yaml"), block.text);
      await project.pulumi("stack", "select", "--create", "test");
      emulator.requests.length = 0;
      const { code, stdout, stderr } = await project.pulumi("preview", "--non-interactive");
      assert.equal(code, 0, `${stdout}\n${stderr}`);
      assert.ok(emulator.requests.length > 0);
      assert.match(stdout, /^Outputs:$/m);
    });
  }
});
