import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { extract } from "tar";
import packageJson from "../../package.json" with { type: "json" };
import { NODE_VERSIONS, nodeBinary } from "../../scripts/nodeBinary.mjs";
import { NOTICES } from "../../scripts/thirdPartyNotices.mjs";
import { EMULATED_PROJECT_ID, EMULATED_REGION, startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { GO, PYTHON } from "../support/available.js";
import { engineEnvironment, PULUMI_CLI } from "../support/engineStack.js";
import { run } from "../support/run.js";

const { version } = packageJson;
/** The newest version on PyPI that is not newer than the CLI that sdk/codegen pins. */
const PYTHON_PULUMI = "3.272.0";
/** The oldest version of Pulumi that the npm SDK accepts. */
const OLDEST_PULUMI = "3.145.0";
const TSC = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const MODULE = "github.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/sdk";

interface Outputs {
  totalNum: number;
  hostIds: string[];
}

/** The go command takes a version for unchangeable, and would go on with what an earlier run made. */
async function forgetGoModule(): Promise<void> {
  const cache = (await run("go", ["env", "GOMODCACHE"])).trim();
  await rm(join(cache, "cache", "download", MODULE, "@v"), { recursive: true, force: true });
  await rm(join(cache, `${MODULE}@v${version}`), { recursive: true, force: true });
}

const parts = ["npm", "plugins", ...(PYTHON ? ["python"] : []), ...(GO ? ["go"] : [])];

(PULUMI_CLI ? describe : describe.skip)("installed from the packages alone, into an empty project,", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let dist: string;
  let folder: string;
  let environment: Record<string, string | undefined>;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    dist = await mkdtemp(join(tmpdir(), "huaweicloud-hss-dist-"));
    await run(
      process.execPath,
      // A release needs all parts.
      PYTHON && GO
        ? ["scripts/release.mjs", "--tag", `v${version}`, "--dist", dist, "package"]
        : ["scripts/package.mjs", "--out", dist, ...parts],
    );
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-installed-"));
    environment = {
      ...process.env,
      ...engineEnvironment(folder),
      // What is installed is not what coverage is about.
      NODE_V8_COVERAGE: undefined,
      HW_REGION_NAME: EMULATED_REGION,
      HW_PROJECT_ID: EMULATED_PROJECT_ID,
      HW_AUTH_TOKEN: "emulated-token",
      HW_HSS_ENDPOINT: emulator.url,
      HW_ENTERPRISE_PROJECT_ID: "all_granted_eps",
    };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  after(async () => {
    await emulator.close();
    await rm(dist, { recursive: true, force: true });
  });

  /** @returns the folder that the engine finds the plugin in */
  const installPlugin = async (platform: string) => {
    const file = join(dist, `pulumi-resource-huaweicloud-hss-v${version}-${platform}.tar.gz`);
    const args = ["plugin", "install", "resource", "huaweicloud-hss", version, "--file", file];
    await run(PULUMI_CLI as string, args, { env: environment });
    return join(folder, "home", "plugins", `resource-huaweicloud-hss-v${version}`);
  };
  const checkOutputs = (printed: string) => {
    const { totalNum, hostIds } = JSON.parse(printed) as Outputs;
    const holders = emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));
    assert.equal(totalNum, holders.length);
    assert.deepEqual(
      hostIds,
      holders.map(({ row }) => row.host_id),
    );
  };
  const npmInstall = async (...packages: string[]) => {
    await writeFile(join(folder, "package.json"), '{ "name": "installed", "private": true }\n');
    const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", ...packages];
    await run("npm", args, { cwd: folder, env: environment });
  };
  const nodeProgram = async (path: string) => {
    await npmInstall(
      join(dist, `pulumi-huaweicloud-hss-${version}.tgz`),
      `@pulumi/pulumi@${packageJson.dependencies["@pulumi/pulumi"]}`,
    );
    await cp("test/package/installed/program.mjs", join(folder, "program.mjs"));
    return run(process.execPath, ["program.mjs"], { cwd: folder, env: { ...environment, PATH: path } });
  };

  it("are byte-identical when they are made again", async () => {
    const again = join(folder, "dist");
    await run(process.execPath, ["scripts/package.mjs", "--out", again, "npm", "plugins", ...(GO ? ["go"] : [])]);
    const sums = async (of: string) => (await readFile(join(of, "SHA256SUMS"), "utf8")).split("\n").filter(Boolean);
    const made = await sums(dist);
    // Compiled code and a serial number differ.
    const same = (await sums(again)).filter((line) => !/linux-amd64|cdx\.json/.test(line));
    assert.ok(same.length >= 6);
    for (const line of same) assert.ok(made.includes(line), line);
  });

  (PYTHON && GO ? it : it.skip)("are what a release publishes", async () => {
    const args = ["--tag", `v${version}`, "--dist", dist, "--dry-run", "github", "npm", "go"];
    const printed = await run(process.execPath, ["scripts/release.mjs", ...args]);
    const attached = /gh release create (.*)\n/.exec(printed)?.[1]?.split(" ") ?? [];
    const files = (await readdir(dist)).filter((name) => name !== "go");
    assert.deepEqual(
      attached.filter((word) => word.startsWith(dist)).sort(),
      files.map((name) => join(dist, name)).sort(),
    );
    assert.equal(printed.match(/^Would run: /gm)?.length, 4);
  });

  it("have the licenses of all that is bundled", async () => {
    const files = (await readdir(dist)).filter((name) => /^pulumi-.*gz$/.test(name));
    assert.equal(files.length, 7);
    for (const file of files) {
      const unpacked = join(folder, file);
      await mkdir(unpacked);
      await extract({ file: join(dist, file), cwd: unpacked });
      const isSdk = file === `pulumi-huaweicloud-hss-${version}.tgz`;
      const expected = [await readFile(join(isSdk ? "sdk/nodejs/bin" : "bin", NOTICES), "utf8")];
      if (file.includes("linux-amd64"))
        expected.push(await readFile(join(dirname(nodeBinary(NODE_VERSIONS[26], "linux-x64")), "../LICENSE"), "utf8"));
      const notices = await readFile(join(unpacked, file.endsWith(".tgz") ? "package/bin" : ".", NOTICES), "utf8");
      for (const text of expected) assert.ok(notices.includes(text.trim()), file);
    }
  });

  const standalone = process.platform === "linux" && process.arch === "x64" ? it : it.skip;

  standalone("the npm SDK and the standalone plugin run a program, without a Node on the PATH", async () => {
    await installPlugin("linux-amd64");
    const onlyPulumi = join(folder, "path");
    await mkdir(onlyPulumi);
    await symlink((await run("which", [PULUMI_CLI as string])).trim(), join(onlyPulumi, "pulumi"));
    checkOutputs(await nodeProgram(onlyPulumi));
  });

  it("the npm SDK and the plugin for all other platforms run a program", async () => {
    await installPlugin("linux-arm64");
    checkOutputs(await nodeProgram([dirname(process.execPath), environment.PATH].join(delimiter)));
  });

  for (const pulumi of [OLDEST_PULUMI, packageJson.dependencies["@pulumi/pulumi"]]) {
    it(`the npm SDK alone runs and type-checks a unit test with its mocks, with Pulumi ${pulumi}`, async () => {
      const mocha = `mocha@${packageJson.devDependencies.mocha}`;
      await npmInstall(join(dist, `pulumi-huaweicloud-hss-${version}.tgz`), `@pulumi/pulumi@${pulumi}`, mocha);
      await cp("test/package/installed/unitTest.ts", join(folder, "unit.test.ts"));
      const compilerOptions = {
        target: "es2022",
        module: "node16",
        strict: true,
        skipLibCheck: true,
        types: ["node", "mocha"],
        typeRoots: [resolve("node_modules/@types")],
      };
      await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["unit.test.ts"] }));
      await run(process.execPath, [TSC, "-p", folder]);
      const args = [join("node_modules", "mocha", "bin", "mocha.js"), "--timeout", "60000", "unit.test.js"];
      assert.match(await run(process.execPath, args, { cwd: folder, env: environment }), / 3 passing/);
    });
  }

  it("the npm package of the provider brings the plugin and the emulator, and installs nothing else", async () => {
    await npmInstall(join(dist, `pulumi-resource-huaweicloud-hss-${version}.tgz`));
    const modules = await readdir(join(folder, "node_modules"));
    assert.deepEqual(
      modules.filter((name) => !name.startsWith(".")),
      ["pulumi-resource-huaweicloud-hss"],
    );
    const programs = await readdir(join(folder, "node_modules", ".bin"));
    assert.deepEqual(programs.sort(), Object.keys(packageJson.bin).sort());
    const schema = ["package", "get-schema", join(folder, "node_modules", ".bin", "pulumi-resource-huaweicloud-hss")];
    const printed = await run(PULUMI_CLI as string, schema, { cwd: folder, env: environment });
    assert.equal((JSON.parse(printed) as { version: string }).version, version);
  });

  it("the plugin answers `pulumi do`, and the CLI finds it by its name", async () => {
    await installPlugin("linux-arm64");
    const args = ["do", "huaweicloud-hss:getLocalImageHosts", "--image-name", "log4j-demo"];
    const printed = await run(PULUMI_CLI as string, args, { cwd: folder, env: environment });
    for (const { row } of emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo")))
      assert.ok(printed.includes(row.host_id), printed);
    const schema = await run(PULUMI_CLI as string, ["package", "get-schema", "huaweicloud-hss"], {
      cwd: folder,
      env: environment,
    });
    assert.equal((JSON.parse(schema) as { version: string }).version, version);
  });

  (PYTHON ? it : it.skip)("the Python wheel runs a program", async () => {
    await installPlugin("linux-arm64");
    await run("python3", ["-m", "venv", join(folder, "venv")]);
    const python = join(folder, "venv", "bin", "python");
    const wheel = join(dist, `pulumi_huaweicloud_hss-${version}-py3-none-any.whl`);
    const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    await run(python, [...install, wheel, `pulumi==${PYTHON_PULUMI}`], { env: environment });
    await cp("test/package/installed/program.py", join(folder, "program.py"));
    checkOutputs(await run(python, ["program.py"], { cwd: folder, env: environment }));
  });

  (GO ? it : it.skip)("the Go module builds and runs a program", async () => {
    const plugin = await installPlugin("linux-arm64");
    const program = join(folder, "program");
    await cp("examples/go-inventory", program, { recursive: true });
    const proxies = [`file://${join(dist, "go")}`, (await run("go", ["env", "GOPROXY"])).trim()].join(",");
    const outputs = join(folder, "outputs.json");
    await forgetGoModule();
    const env = {
      ...environment,
      GOPROXY: proxies,
      GONOSUMDB: MODULE,
      GOFLAGS: "-mod=mod -modcacherw",
      // Without its index of the module's files, which may be that of an earlier run.
      GODEBUG: "goindex=0",
      PLUGIN: plugin,
      OUTPUTS: outputs,
      IMAGE: "log4j-demo",
    };
    await run("go", ["mod", "edit", "-dropreplace", MODULE, "-require", `${MODULE}@v${version}`], {
      cwd: program,
      env,
    });
    await run("go", ["vet", "./..."], { cwd: program, env });
    await run("go", ["test", "-count=1", "./..."], { cwd: program, env });
    checkOutputs(await readFile(outputs, "utf8"));
  });
});
