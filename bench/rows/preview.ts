import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { PageServer, READY_MADE } from "../child.js";
import { nodeBinary, NODE_VERSIONS } from "../../scripts/nodeBinary.mjs";
import { sideBySide } from "../measure.js";
import { ProviderSide } from "../providerSide.js";
import { inMs, times, type Row } from "../row.js";
import { configurationFor } from "../setup.js";

const HOSTS = 10_000;
const MOST_RATIO = 1.1;

/** A whole `pulumi preview`, over the same with a provider that answers the same bytes ready-made. */
export const preview: Row = {
  name: "preview",
  async measure(runs) {
    const cli = spawnSync(process.execPath, ["scripts/pulumiCli.mjs"], { encoding: "utf8" }).stdout.trim();
    const of = (line: number) => `\`pulumi preview\` of 10,000 servers on Node ${line}, over a ready-made provider`;
    const toReach = `≤ ${MOST_RATIO.toFixed(2)} ×`;
    if (cli === "") {
      return [{ what: of(24), ours: "no CLI, no Go", other: "", ratio: "", toReach, reached: false, memory: "" }];
    }
    if (cli.includes("/")) process.env.PATH = `${dirname(cli)}:${process.env.PATH ?? ""}`;
    const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-bench-"));
    const server = await PageServer.start(HOSTS);
    const provider = await ProviderSide.start(server.url);
    process.env.READY_MADE_ANSWER = join(folder, "answer");
    await writeFile(process.env.READY_MADE_ANSWER, await provider.invoke());
    await provider.stop();
    try {
      const lines = [];
      for (const line of [24, 20] as const) {
        const node = dirname(nodeBinary(NODE_VERSIONS[line]));
        const sides = [];
        for (const [name, path] of [
          [`ours${line}`, resolve("bin")],
          [`readymade${line}`, resolve(READY_MADE.folder)],
        ] as const) {
          sides.push(await stackWith(name, path, node, folder, configurationFor(server.url)));
        }
        const [ours = NaN, floor = NaN] = await sideBySide(sides, runs);
        const ratio = ours / floor;
        lines.push({
          what: of(line),
          ours: inMs(ours),
          other: inMs(floor),
          ratio: times(ratio),
          ...(line === 24 ? { toReach, reached: ratio <= MOST_RATIO } : { toReach: "" }),
          memory: "",
        });
      }
      return lines;
    } finally {
      await server.stop();
      await rm(folder, { recursive: true });
    }
  },
};

/** @param node the folder of the Node that runs the provider */
async function stackWith(
  name: string,
  path: string,
  node: string,
  folder: string,
  configuration: Record<string, string>,
) {
  const { LocalWorkspace } = await import("@pulumi/pulumi/automation/index.js");
  const hss = await import("pulumi-huaweicloud-hss");
  const workDir = join(folder, name);
  await mkdir(workDir);
  const plugins = { providers: [{ name: "huaweicloud-hss", path }] };
  const projectSettings = { name, runtime: "nodejs", backend: { url: `file://${workDir}` }, plugins } as const;
  const program = async () => ({ totalNum: (await hss.getLocalImageHosts()).totalNum });
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "bench", projectName: name, program },
    {
      workDir,
      projectSettings,
      envVars: {
        PATH: `${node}:${process.env.PATH ?? ""}`,
        PULUMI_HOME: join(folder, "home"),
        PULUMI_CONFIG_PASSPHRASE: "bench",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
      },
    },
  );
  for (const [key, value] of Object.entries(configuration)) {
    await stack.setConfig(`huaweicloud-hss:${key}`, { value, secret: key === "token" });
  }
  return {
    async run() {
      const started = performance.now();
      await stack.preview();
      return performance.now() - started;
    },
  };
}
