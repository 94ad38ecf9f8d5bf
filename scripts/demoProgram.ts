// Runs examples/inventory against an emulator and the built provider, and prints what the program exports.
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { spawnSync } from "node:child_process";
import pulumi from "@pulumi/pulumi";
import { printable } from "../src/errors/printable.js";
import { startEmulator } from "../src/emulator/emulator.js";
import { mockBridge } from "../test/support/mockBridge.js";
import { ProviderProcess } from "../test/support/providerProcess.js";

const HOSTS = 1200;
const IMAGE = "log4j-demo";
const PROJECT = "inventory";

type Outputs = Record<string, unknown>;
const print = (text: string) => process.stdout.write(`${printable(text)}\n`);
const loadProgram = () => createRequire(import.meta.url)("../examples/inventory/index.ts") as Outputs;

const emulator = await startEmulator({ hosts: HOSTS });
const configuration = {
  region: emulator.region,
  projectId: emulator.projects[0]?.id ?? "",
  token: "emulated-token",
  endpoint: emulator.url,
  enterpriseProjectId: "all_granted_eps",
};

/** Pulumi's testing mocks replace the engine; the provider is the real process over real gRPC. */
async function runWithMocks(): Promise<Outputs> {
  const provider = await ProviderProcess.configured(configuration);
  try {
    await pulumi.runtime.setMocks(mockBridge(provider), PROJECT, "demo", true);
    pulumi.runtime.setAllConfig({ [`${PROJECT}:imageName`]: IMAGE });
    const outputs = pulumi.output(loadProgram()) as unknown as { promise(): Promise<Outputs> };
    return await outputs.promise();
  } finally {
    await provider.stop();
  }
}

/** The real engine previews and runs the program, with a temporary state file. */
async function runWithEngine(): Promise<Outputs> {
  const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-demo-"));
  // The type of the settings does not have the property for plugins, but Pulumi reads it.
  const plugins = { providers: [{ name: "huaweicloud-hss", path: resolve("bin") }] };
  const settings = { name: PROJECT, runtime: "nodejs", backend: { url: `file://${folder}` }, plugins } as const;
  try {
    const stack = await pulumi.automation.LocalWorkspace.createOrSelectStack(
      { stackName: "demo", projectName: PROJECT, program: () => Promise.resolve(loadProgram()) },
      {
        workDir: folder,
        projectSettings: settings,
        envVars: { PULUMI_CONFIG_PASSPHRASE: "demo", PULUMI_SKIP_UPDATE_CHECK: "true" },
      },
    );
    await stack.setConfig("imageName", { value: IMAGE });
    for (const [key, value] of Object.entries(configuration)) {
      await stack.setConfig(`huaweicloud-hss:${key}`, { value, secret: key === "token" });
    }
    const { outputs } = await stack.up({ onOutput: (text) => process.stdout.write(text) });
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

try {
  const engine = spawnSync("pulumi", ["version"], { encoding: "utf8" });
  const withEngine = engine.status === 0;
  print(`Emulator: ${HOSTS} rows of servers at ${emulator.url}`);
  print(
    `Engine:   ${withEngine ? `pulumi ${engine.stdout.trim()}` : "Pulumi's testing mocks, because there is no pulumi on the PATH"}`,
  );
  print(`Program:  examples/inventory, image ${IMAGE}\n`);
  const outputs = await (withEngine ? runWithEngine() : runWithMocks());
  print(`Servers with local images, by HSS edition and agent status (${emulator.requests.length} requests):\n`);
  print(`${String(outputs.hostsByEdition)}\n`);
  print(`Firewall addresses of the ${String(outputs.holderCount)} servers that hold ${IMAGE}:\n`);
  for (const address of outputs.firewallAddresses as string[]) print(`  ${address}`);
} finally {
  await emulator.close();
}
