import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
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
});
