import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { codeBlocks } from "../docs/codeBlocks.js";
import { engineEnvironment, EngineStack, PLUGINS, PULUMI_CLI } from "../support/engineStack.js";
import { isInstalled } from "../support/isInstalled.js";
import { languageHost } from "../support/languageHost.js";
import { installPythonSdk } from "../support/python.js";
import { run } from "../support/run.js";
import { emulatedEnvironment } from "../support/emulated.js";

const EVERYWHERE = "pause";
/** However far a language host indents the lines. */
const REFUSED =
  /invocation of huaweicloud-hss:index:getLocalImageHosts returned an error: The token has expired or is not valid here\.\n\s*Get a new token [^]*\n\s*code: APIGW\.0301\n[^]*#apigw0301/;

interface Outputs {
  totalNum: number;
  hostIds: string[];
  byAgentStatus: Record<string, number>;
}

/** One language's way to run the same program. */
interface Language {
  name: string;
  /** Commands without which it is left out, on a machine that is not CI's. */
  needs: readonly string[];
  /** Done once, and long the first time on a machine. */
  prepare: () => Promise<void>;
  inventory: (image: string) => Promise<Outputs>;
  /** Runs it under mocks that answer nothing, as the engine does while the provider cannot be asked. */
  withNothingKnown?: () => Promise<unknown>;
}

(PULUMI_CLI ? describe : describe.skip)("with the real engine, in", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let folder: string;
  let environment: Record<string, string | undefined>;
  /** What is built once for all sizes. */
  let built: string;
  let python: string;
  /** What the engine printed, where the error of a failed run does not have it. */
  let printed = "";

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
    built = await mkdtemp(join(tmpdir(), "huaweicloud-hss-built-"));
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-language-"));
    environment = {
      ...process.env,
      ...engineEnvironment(folder),
      PLUGIN: resolve("bin"),
      ...emulatedEnvironment(emulator),
    };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  after(async () => {
    await rm(built, { recursive: true, force: true });
    await emulator.close();
  });

  /** The CLI in the Java project. @param state the folder for the stack's state. */
  const java = async (state: string, args: string[]) => {
    const env = { ...environment, ...engineEnvironment(state) };
    env.PATH = [languageHost("java"), env.PATH].filter(Boolean).join(delimiter);
    return run("pulumi", args, { cwd: join(built, "java"), env });
  };

  const languages: Language[] = [
    {
      name: "TypeScript",
      needs: [],
      prepare: () => Promise.resolve(),
      inventory: async (imageName) => {
        const stack = await EngineStack.create(
          () => {
            const { totalNum, hosts } = hss.getLocalImageHostsOutput({ imageName });
            const byAgentStatus = hosts.apply((found) => {
              const counts: Record<string, number> = {};
              for (const { agentStatus } of found) counts[agentStatus] = (counts[agentStatus] ?? 0) + 1;
              return counts;
            });
            return Promise.resolve({
              totalNum,
              hostIds: hosts.apply((found) => found.map((host) => host.hostId)),
              byAgentStatus,
            });
          },
          emulator,
          { token: environment.HW_AUTH_TOKEN },
        );
        try {
          await stack.preview();
          return await stack.upValues<Outputs>();
        } finally {
          printed = stack.output;
          await stack.remove();
        }
      },
    },
    {
      name: "Python",
      needs: ["python3"],
      prepare: async () => {
        python = await installPythonSdk(join(built, "python"));
      },
      inventory: async (image) => {
        // The Python Automation API has no place for plugins among its project settings.
        const project = {
          name: "python-inventory",
          runtime: "python",
          main: folder,
          backend: { url: `file://${folder}` },
          plugins: PLUGINS,
        };
        await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project));
        const program = resolve("examples/python-inventory/__main__.py");
        const args = [resolve("test/engine/runPython.py"), program, "python-inventory", image];
        const printed = await run(python, args, {
          cwd: folder,
          env: { ...environment, PYTHONPATH: join(built, "python"), PYTHONDONTWRITEBYTECODE: "1" },
        });
        return JSON.parse(printed) as Outputs;
      },
      withNothingKnown: () =>
        run(python, [resolve("test/engine/nothingKnown.py"), resolve("examples/python-inventory/__main__.py")], {
          env: { ...environment, PYTHONPATH: join(built, "python"), PYTHONDONTWRITEBYTECODE: "1" },
        }),
    },
    {
      name: "Go",
      needs: ["go"],
      prepare: async () => {
        await run("go", ["test", "-c", "-o", join(built, "inventory.test"), "."], { cwd: "examples/go-inventory" });
      },
      inventory: async (image) => {
        const outputs = join(folder, "outputs.json");
        await run(join(built, "inventory.test"), ["-test.run=TestInventory"], {
          cwd: "examples/go-inventory",
          env: { ...environment, OUTPUTS: outputs, IMAGE: image },
        });
        return JSON.parse(await readFile(outputs, "utf8")) as Outputs;
      },
      withNothingKnown: () => run(join(built, "inventory.test"), ["-test.run=NothingKnown"], { env: environment }),
    },
    {
      name: "Java",
      needs: ["go", "mvn"],
      // A project of its own with its language host, and the SDK that the CLI makes for it.
      prepare: async () => {
        const project = join(built, "java");
        await cp("examples/java-inventory", project, { recursive: true });
        // The programs of the pages need only compile.
        for (const { text, line } of codeBlocks("java")) {
          const name = `Block${line}`;
          await writeFile(join(project, "src/main/java", `${name}.java`), text.replace("class App", `class ${name}`));
        }
        await java(built, ["package", "add", resolve("bin/pulumi-resource-huaweicloud-hss")]);
        const settings = await readFile(join(project, "Pulumi.yaml"), "utf8");
        assert.match(settings, /packages:\n +huaweicloud-hss: huaweicloud-hss@\d/);
        await writeFile(join(project, "Pulumi.yaml"), `${settings}\nplugins: ${JSON.stringify(PLUGINS)}\n`);
      },
      inventory: async (image) => {
        await java(folder, ["stack", "init", "test"]);
        await java(folder, ["config", "set", "imageName", image]);
        await java(folder, ["preview", "--non-interactive"]);
        await java(folder, ["up", "--yes", "--skip-preview", "--non-interactive"]);
        return JSON.parse(await java(folder, ["stack", "output", "--json"])) as Outputs;
      },
    },
  ];

  for (const { name, needs, prepare, inventory, withNothingKnown } of languages) {
    (process.env.CI || needs.every(isInstalled) ? describe : describe.skip)(name, () => {
      before(prepare);

      it("a program that is refused fails with the error of the provider", async () => {
        emulator.fleet = createFleet(1, 3);
        environment.HW_AUTH_TOKEN = "a-token-nobody-knows";
        await assert.rejects(inventory(EVERYWHERE), (error: Error) => {
          const text = `${error.message}\n${printed}`;
          assert.match(text, REFUSED);
          assert.ok(!text.includes("a-token-nobody-knows"), text);
          return true;
        });
      });

      if (withNothingKnown) it("a program runs through while nothing is known", withNothingKnown);

      for (const size of [0, 10_000]) {
        it(`a program gets the same ${size} hosts in a preview and in an update`, async () => {
          emulator.fleet = createFleet(size, 3);
          emulator.requests.length = 0;
          const { totalNum, hostIds, byAgentStatus } = await inventory(EVERYWHERE);
          assert.equal(totalNum, size);
          assert.deepEqual(
            hostIds,
            emulator.fleet.map(({ row }) => row.host_id),
          );
          const online = emulator.fleet.filter(({ row }) => row.agent_status === "online").length;
          assert.equal(byAgentStatus.online ?? 0, online);
          // The preview and the update each read the whole list.
          const firsts = emulator.requests.filter(
            ({ path, params }) => path.endsWith("/hosts") && params.get("offset") === "0",
          );
          assert.equal(firsts.length, 2);
        });
      }
    });
  }
});
