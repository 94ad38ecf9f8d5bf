import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EMULATED_PROJECT_ID, EMULATED_REGION, startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/fleet.js";
import { engineEnvironment, PULUMI_CLI } from "../support/engineStack.js";
import { run } from "../support/run.js";

/** The version whose Automation API fits the CLI that sdk/codegen pins. */
const PYTHON_PULUMI = "3.259.0";
const EVERYWHERE = "pause";

interface Outputs {
  totalNum: number;
  hostIds: string[];
  byAgentStatus: Record<string, number>;
}

/** A Python with Pulumi, made once and kept in the user's cache. */
async function python(): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folder = join(cache, "pulumi-huaweicloud-hss", `python-pulumi-${PYTHON_PULUMI}`);
  const executable = join(folder, "bin", "python");
  if (existsSync(executable)) return executable;
  const unfinished = `${folder}.${process.pid}`;
  await run("python3", ["-m", "venv", unfinished]);
  const pip = ["-m", "pip", "install", "--quiet", `pulumi==${PYTHON_PULUMI}`, "parver>=0.2.1", "semver>=2.8.1"];
  await run(join(unfinished, "bin", "python"), pip);
  await rename(unfinished, folder);
  return executable;
}

(PULUMI_CLI ? describe : describe.skip)("with the real engine, in", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let folder: string;
  let environment: Record<string, string | undefined>;

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-language-"));
    environment = {
      ...process.env,
      ...engineEnvironment(folder),
      PLUGIN: resolve("bin"),
      HW_REGION_NAME: EMULATED_REGION,
      HW_PROJECT_ID: EMULATED_PROJECT_ID,
      HW_AUTH_TOKEN: "emulated-token",
      HW_HSS_ENDPOINT: emulator.url,
      HW_ENTERPRISE_PROJECT_ID: "all_granted_eps",
    };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  after(() => emulator.close());

  const languages: Record<string, (image: string) => Promise<Outputs>> = {
    Python: async (image) => {
      const program = resolve("examples/python-inventory/__main__.py");
      const args = [resolve("test/engine/runPython.py"), program, "python-inventory", image];
      const printed = await run(await python(), args, {
        cwd: folder,
        env: { ...environment, PYTHONPATH: resolve("sdk/python"), PYTHONDONTWRITEBYTECODE: "1" },
      });
      return JSON.parse(printed) as Outputs;
    },
    Go: async (image) => {
      const outputs = join(folder, "outputs.json");
      await run("go", ["test", "-count=1", "./..."], {
        cwd: "examples/go-inventory",
        env: { ...environment, OUTPUTS: outputs, IMAGE: image },
      });
      return JSON.parse(await readFile(outputs, "utf8")) as Outputs;
    },
  };

  for (const [language, inventory] of Object.entries(languages)) {
    for (const size of [0, 1200, 10_000]) {
      it(`${language}, a program sees the very ${size} hosts`, async () => {
        emulator.fleet = createFleet(size, 3);
        const { totalNum, hostIds, byAgentStatus } = await inventory(EVERYWHERE);
        assert.equal(totalNum, size);
        assert.deepEqual(
          hostIds,
          emulator.fleet.map(({ row }) => row.host_id),
        );
        const online = emulator.fleet.filter(({ row }) => row.agent_status === "online").length;
        assert.equal(byAgentStatus.online ?? 0, online);
      });
    }
  }
});
