import assert from "node:assert/strict";
import { symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { CliProject } from "../support/cliProject.js";
import { emulatedEnvironment } from "../support/emulated.js";
import { PULUMI_CLI } from "../support/engineStack.js";
import { canHost, languageHost } from "../support/languageHost.js";

const IMAGE = "log4j-demo";
const REFUSED = /The token has expired or is not valid here\.\n\s*Get a new token [^]*#apigw0301/;

/** A YAML program that calls one function, as the lines of its `variables` and `outputs`. */
const calling = (name: string, args: object, outputs: object, options: object = {}) =>
  JSON.stringify({
    name: "yaml-inventory",
    runtime: "yaml",
    variables: {
      result: { "fn::invoke": { function: `huaweicloud-hss:${name}`, arguments: args, options } },
    },
    outputs,
  });

for (const [language, example, count] of [
  ["YAML", "yaml-inventory", "totalNum"],
  ["Node", "inventory", "holderCount"],
] as const) {
  const runtime = language === "YAML" ? "yaml" : "nodejs";
  const canRun = PULUMI_CLI !== undefined && canHost(runtime);

  (canRun ? describe : describe.skip)(`an ordinary ${language} project (needs the CLI and Go)`, function () {
    this.timeout(600_000);
    let emulator: Emulator;
    let project: CliProject;

    const succeeding = async (...args: string[]) => {
      const { code, stdout, stderr } = await project.pulumi(...args);
      assert.equal(code, 0, `${stdout}\n${stderr}`);
      return stdout;
    };
    const outputs = async () => JSON.parse(await succeeding("stack", "output", "--json")) as Record<string, unknown>;

    before(async () => {
      emulator = await startEmulator({ hosts: 450 });
      project = await CliProject.create(`examples/${example}`, languageHost(runtime));
      Object.assign(project.env, emulatedEnvironment(emulator));
      if (language === "Node") await symlink(resolve("node_modules"), join(project.folder, "node_modules"));
      await succeeding("stack", "init", "test");
      await succeeding("config", "set", "imageName", IMAGE);
    });
    after(async () => {
      await project.remove();
      await emulator.close();
    });

    it("goes through preview, up and destroy", async () => {
      const holders = emulator.fleet.filter(({ images }) => images.some(({ name }) => name === IMAGE));
      assert.match(await succeeding("preview", "--non-interactive"), new RegExp(`${count} *: ${holders.length}\n`));
      await succeeding("up", "--yes", "--skip-preview", "--non-interactive");
      assert.equal((await outputs())[count], holders.length);
      await succeeding("destroy", "--yes", "--skip-preview", "--non-interactive");
      assert.deepEqual(await outputs(), {});
    });

    it("fails in the preview, with the provider's message and an exit code, if HSS refuses the call", async () => {
      project.env.HW_AUTH_TOKEN = "a-token-nobody-knows";
      const { code, stdout, stderr } = await project.pulumi("preview", "--non-interactive");
      project.env.HW_AUTH_TOKEN = emulatedEnvironment(emulator).HW_AUTH_TOKEN;
      assert.notEqual(code, 0);
      assert.match(stdout, REFUSED);
      assert.ok(!`${stdout}${stderr}`.includes("a-token-nobody-knows"));
    });

    if (language !== "YAML") return;

    it("fails in the preview if rules are enforced and a server violates one", async () => {
      const rule = { name: "no log4j-demo", severity: "critical", effect: "deny", image: { name: IMAGE } };
      const program = calling("getLocalImageCompliance", { rules: [rule], enforce: "error" }, {});
      await writeFile(join(project.folder, "Pulumi.yaml"), program);
      const { code, stdout } = await project.pulumi("preview", "--non-interactive");
      assert.notEqual(code, 0);
      assert.match(stdout, /\[critical\] no log4j-demo/);
    });

    it("gets a warning and an error that name an argument that does not exist, without a request", async () => {
      const program = calling("getLocalImageHosts", { imgName: IMAGE }, {});
      await writeFile(join(project.folder, "Pulumi.yaml"), program);
      emulator.requests.length = 0;
      const { code, stdout } = await project.pulumi("preview", "--non-interactive");
      assert.notEqual(code, 0);
      assert.match(stdout, /Warning.*: imgName does not exist on Invoke huaweicloud-hss:index:getLocalImageHosts/);
      assert.match(stdout, /Argument imgName does not exist\.\n\s*Use one of: imageName, /);
      assert.equal(emulator.requests.length, 0);
    });
  });
}
