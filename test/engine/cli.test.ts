import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { PYTHON } from "../support/available.js";
import { CliProject } from "../support/cliProject.js";
import { emulatedEnvironment } from "../support/emulated.js";
import { engineEnvironment, PULUMI_CLI } from "../support/engineStack.js";
import { canHost, languageHost } from "../support/languageHost.js";
import { run } from "../support/run.js";

const IMAGE = "log4j-demo";
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
    let project: CliProject;

    before(async () => {
      emulator = await startEmulator({ hosts: 450 });
      project = await CliProject.create();
    });
    beforeEach(() => {
      Object.assign(project.env, emulatedEnvironment(emulator));
      emulator.requests.length = 0;
    });
    after(async () => {
      await project.remove();
      await emulator.close();
    });

    const ask = (name: string, ...args: string[]) => project.pulumi("do", `huaweicloud-hss:${name}`, ...args);
    const holders = () =>
      emulator.fleet.filter(({ images }) => images.some((image) => image.name === IMAGE)).map(({ row }) => row.host_id);

    it("prints the answer", async () => {
      const { code, stdout } = await ask("getLocalImageHosts", "--image-name", IMAGE);
      assert.equal(code, 0);
      const { totalNum, hosts } = JSON.parse(stdout) as { totalNum: number; hosts: { hostId: string }[] };
      assert.equal(totalNum, holders().length);
      assert.deepEqual(
        hosts.map(({ hostId }) => hostId),
        holders(),
      );
    });

    it("takes the other arguments from a file", async () => {
      const file = join(project.folder, "arguments.pp");
      await writeFile(file, `imageName = "${IMAGE}"\naddressKind = "both"\naggregate = "exact"\n`);
      const { code, stdout } = await ask("getLocalImageHostCidrs", "--input", "pcl", "--input-file", file);
      assert.equal(code, 0);
      assert.equal((JSON.parse(stdout) as { hostCount: number }).hostCount, holders().length);
    });

    it("refuses a value that its enum does not have, without a request", async () => {
      const file = join(project.folder, "arguments.pp");
      await writeFile(file, 'aggregate = "all"\n');
      const { code, stderr } = await ask("getLocalImageHostCidrs", "--input", "pcl", "--input-file", file);
      assert.notEqual(code, 0);
      assert.match(stderr, /Cannot assign value "all" to input "aggregate" of type enum\("none" \| "exact"\)/);
      assert.deepEqual(emulator.requests, []);
    });

    it("fails for violations of a rule file that enforces its rules", async () => {
      const rule = { name: "no miner", severity: "high", effect: "deny", image: { name: IMAGE }, enforce: "error" };
      const { code, stdout, stderr } = await ask(
        "getLocalImageCompliance",
        "--rule-file",
        JSON.stringify({ rules: [rule] }),
      );
      assert.notEqual(code, 0);
      assert.equal(stdout, "");
      assert.match(stderr, /^error: Compliance: 3 violations, 1 of 1 rule failed\.\n[^]*\[high\] no miner: /);
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
        Object.assign(project.env, more);
        const { code, stdout, stderr } = await ask(name, ...args);
        assert.notEqual(code, 0);
        assert.equal(stdout, "");
        assert.match(stderr, error);
        assert.equal(stderr.split("error: ").length, 2);
      });
    }
  });

  (canHost("yaml") && PYTHON ? describe : describe.skip)("`new` (needs Go and Python)", () => {
    let emulator: Emulator;
    let project: CliProject;

    before(async () => {
      emulator = await startEmulator({ hosts: 0 });
      project = await CliProject.create(undefined, languageHost("yaml"));
      const program = {
        name: "${PROJECT}",
        runtime: "yaml",
        template: { description: "One call." },
        variables: { who: { "fn::invoke": { function: "huaweicloud-hss:getIdentity" } } },
      };
      await writeFile(join(project.folder, "Pulumi.yaml"), JSON.stringify(program));
    });
    beforeEach(() => Object.assign(project.env, emulatedEnvironment(emulator), { HW_AUTH_URL: emulator.url }));
    after(async () => {
      await project.remove();
      await emulator.close();
    });

    /** It checks credentials only in a terminal. @returns what it prints. */
    const make = (name: string) => {
      const args = [
        "new",
        project.folder,
        "--dir",
        join(folder, name),
        "--name",
        name,
        "--description",
        "d",
        "--stack",
        "s",
      ];
      const inTerminal = `import pty, sys; sys.exit(pty.spawn(${JSON.stringify(["pulumi", ...args])}))`;
      return run("python3", ["-c", inTerminal], { env: project.env });
    };

    it("warns if the credentials are refused, and says where the configuration is documented", async () => {
      project.env.HW_AUTH_TOKEN = "a-token-nobody-knows";
      const printed = await make("refused");
      assert.match(
        printed,
        /warning:.* Could not validate your Huawei Cloud HSS credentials:\s+The token has expired or is not valid here\./,
      );
      assert.match(printed, /configuring the Huawei Cloud HSS provider, see https:\S+installation-configuration\.md/);
    });

    it("does not warn if the credentials are valid", async () => {
      const printed = await make("valid");
      assert.match(printed, /Your new project is ready to go!/);
      assert.ok(!printed.includes("Could not validate"), printed);
      assert.deepEqual(
        emulator.requests.slice(-1).map(({ path }) => path),
        ["/v3/auth/domains"],
      );
    });
  });
});
