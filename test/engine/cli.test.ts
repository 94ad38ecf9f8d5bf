import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulatedEnvironment } from "../support/emulated.js";
import { engineEnvironment, PULUMI_CLI } from "../support/engineStack.js";
import { run } from "../support/run.js";

const EXECUTABLE = resolve("bin/pulumi-resource-huaweicloud-hss");

(PULUMI_CLI ? describe : describe.skip)("with the real CLI,", function () {
  this.timeout(120_000);
  let folder: string;
  let schema: unknown;
  let version: string;

  before(async () => {
    schema = JSON.parse(await readFile("schema.json", "utf8"));
    ({ version } = schema as { version: string });
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-cli-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const pulumi = (args: string[]) =>
    run("pulumi", args, { cwd: folder, env: { ...process.env, ...engineEnvironment(folder) } });

  it("`package get-schema` prints schema.json", async () => {
    assert.deepEqual(JSON.parse(await pulumi(["package", "get-schema", EXECUTABLE])), schema);
  });

  it("`plugin install resource --file` installs an archive, and the engine then finds the plugin by its name", async () => {
    const tarball = join(folder, "plugin.tar.gz");
    await run("tar", ["-czf", tarball, "-C", resolve("bin"), ...(await readdir("bin"))]);
    await pulumi(["plugin", "install", "resource", "huaweicloud-hss", `v${version}`, "--file", tarball]);
    const installed = JSON.parse(await pulumi(["plugin", "ls", "--json"])) as { name: string; version: string }[];
    assert.deepEqual(
      installed.map((plugin) => [plugin.name, plugin.version]),
      [["huaweicloud-hss", version]],
    );
    assert.deepEqual(JSON.parse(await pulumi(["package", "get-schema", "huaweicloud-hss"])), schema);
  });

  describe("`do`", () => {
    let emulator: Emulator;

    before(async () => {
      emulator = await startEmulator({ hosts: 450 });
    });
    after(() => emulator.close());

    /** @param args of getLocalImageHostCount. @returns the exit code, and what was printed where. */
    const ask = (name: string, args: string[] = [], more: Record<string, string> = {}) =>
      new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
        const env = { ...process.env, ...engineEnvironment(folder), ...emulatedEnvironment(emulator), ...more };
        const asked = ["do", "--package", EXECUTABLE, `huaweicloud-hss:${name}`, ...args];
        execFile("pulumi", asked, { cwd: folder, env }, (error, stdout, stderr) => {
          resolve({ code: error?.code ?? 0, stdout, stderr });
        });
      });

    it("prints the answer", async () => {
      const { code, stdout } = await ask("getLocalImageHostCount", ["--image-name", "log4j-demo"]);
      assert.equal(code, 0);
      assert.match(stdout, /totalNum.*3/);
    });

    for (const [what, name, args, more, error] of [
      [
        "a wrong token",
        "getLocalImageHosts",
        [],
        { HW_AUTH_TOKEN: "a-token-nobody-knows" },
        /^error: The token has expired or is not valid here\.\nGet a new token [^]*#apigw0301\n$/,
      ],
      [
        "an argument that is out of range",
        "getLocalImageHosts",
        ["--limit", "0"],
        {},
        /^error: Argument limit must be at least 1\.\nCorrect its value, [^]*#argumenterror\n$/,
      ],
      [
        "a wrong configuration",
        "getLocalImageHosts",
        [],
        { HW_HSS_ENDPOINT: "ftp://x" },
        /^error: endpoint is not an HTTP\(S\) address\.\nSet endpoint to [^]*#configerror\n$/,
      ],
    ] as const) {
      it(`fails, and prints the error once, for ${what}`, async () => {
        const { code, stdout, stderr } = await ask(name, [...args], more);
        assert.notEqual(code, 0);
        assert.equal(stdout, "");
        assert.match(stderr, error);
        assert.equal(stderr.split("error: ").length, 2);
      });
    }
  });
});
