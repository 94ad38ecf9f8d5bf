// The demo: an inventory, a gate that fails, a report, and one line with the CLI, against an emulator and the built provider.
import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";
import pulumi from "@pulumi/pulumi";
import { createClient } from "../src/client.js";
import { startEmulator } from "../src/emulator/emulator.js";
import { printable } from "../src/errors/printable.js";
import { emulated, emulatedEnvironment } from "../test/support/emulated.js";
import { engineEnvironment, EngineStack } from "../test/support/engineStack.js";
import { exampleProgram } from "../test/support/examples.js";
import { mockBridge } from "../test/support/mockBridge.js";
import { EXECUTABLE, ProviderProcess } from "../test/support/providerProcess.js";

const ROWS = 1200;
/** The most addresses to show. */
const SHOWN = 10;

type Outputs = Record<string, unknown>;

const { image } = parseArgs({ options: { image: { type: "string", default: "log4j-demo" } } }).values;
const print = (text = "") => process.stdout.write(`${printable(text)}\n`);
const heading = (text: string) => {
  print(`\n── ${text} ${"─".repeat(Math.max(2, 76 - text.length))}\n`);
};

const emulator = await startEmulator({ hosts: ROWS });
const engine = spawnSync("pulumi", ["version"], { encoding: "utf8" });
const withEngine = engine.status === 0;
const provider = withEngine ? undefined : await ProviderProcess.configured(emulated(emulator));

/** Runs an example, previewed by the real engine, or under Pulumi's testing mocks; the provider is the real process in both. */
async function outputsOf(example: string, config: Record<string, string>): Promise<Outputs> {
  if (provider) {
    await pulumi.runtime.setMocks(mockBridge(provider), example, "demo", true);
    const entries = Object.entries(config).map(([key, value]) => [`${example}:${key}`, value]);
    pulumi.runtime.setAllConfig(Object.fromEntries(entries) as Record<string, string>);
    const outputs = pulumi.output(await exampleProgram(example)()) as unknown as { promise(): Promise<Outputs> };
    return outputs.promise();
  }
  const stack = await EngineStack.create(exampleProgram(example), emulator, {}, example);
  try {
    for (const [key, value] of Object.entries(config)) await stack.stack.setConfig(key, { value });
    return await stack.upValues<Outputs>();
  } catch (error) {
    // The error of the call, without the stack trace and the table of resources.
    throw new Error(/^ *(error: invocation .*\n(?: .*\n)*)/m.exec(stack.output)?.[1] ?? stack.output, { cause: error });
  } finally {
    await stack.remove();
  }
}

async function inventory(): Promise<void> {
  heading(`Which servers hold ${image}? (examples/inventory)`);
  const { hostsByEdition, firewallAddresses, holderCount } = await outputsOf("inventory", { imageName: image });
  print(`All servers with local images, by HSS edition and agent status:\n\n${String(hostsByEdition)}\n`);
  const addresses = firewallAddresses as string[];
  print(
    `${String(holderCount)} of them hold ${image}${addresses.length > 0 ? ". Their addresses for firewall rules:" : "."}`,
  );
  for (const address of addresses.slice(0, SHOWN)) print(`  ${address}`);
  if (addresses.length > SHOWN) print(`  … and ${addresses.length - SHOWN} more`);
}

/** Under mocks, Pulumi's SDK keeps a second promise of a failed call, which nobody can catch. */
const ignoreRejection = () => undefined;

async function gate(): Promise<void> {
  heading(`May we deploy while servers hold ${image}? (examples/gate)`);
  process.on("unhandledRejection", ignoreRejection);
  try {
    await outputsOf("gate", { forbiddenImage: image, wantedImage: "pause" });
    print(`Yes: no server holds ${image}, so the deployment goes on.`);
  } catch (error) {
    print(
      `No: the deployment stops with this error.\n\n${error instanceof Error ? error.message.trim() : String(error)}`,
    );
  } finally {
    await setImmediate();
    process.off("unhandledRejection", ignoreRejection);
  }
}

async function report(): Promise<void> {
  heading("The report for people and auditors");
  const client = createClient(emulated(emulator));
  try {
    const rules = [{ name: `No ${image}`, severity: "critical", effect: "deny", image: { name: image } } as const];
    const { reports } = await client.localImageCompliance({ rules, reports: ["html"] });
    for (const { fileName, content } of reports) {
      const file = join(await mkdtemp(join(tmpdir(), "huaweicloud-hss-demo-")), fileName);
      await writeFile(file, content);
      print(`Open it in a browser: ${file}`);
    }
  } finally {
    await client.close();
  }
}

async function oneLine(): Promise<void> {
  heading("One line, without a program");
  const args = ["huaweicloud-hss:getLocalImageHostCount", "--image-name", image];
  print(`$ pulumi do ${args.join(" ")}`);
  if (!withEngine) {
    print("\nThere is no pulumi on the PATH. Install it, and this command runs here, too.");
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-demo-"));
  try {
    const env = { ...process.env, ...engineEnvironment(folder), ...emulatedEnvironment(emulator) };
    const command = ["do", "--package", EXECUTABLE, ...args];
    // The emulator answers in this process, so it may not wait for the command.
    const { stdout } = await promisify(execFile)("pulumi", command, { cwd: folder, env });
    print(stdout.trim());
  } finally {
    await rm(folder, { recursive: true });
  }
}

try {
  print(`An emulator of HSS with ${ROWS} rows of servers, at ${emulator.url}, asked by the real provider process`);
  print(
    withEngine
      ? `with the engine of Pulumi ${engine.stdout.trim()}.`
      : "with Pulumi's testing mocks: there is no pulumi on the PATH.",
  );
  await inventory();
  await gate();
  await report();
  await oneLine();
  print(`\nAsk about another image: npm run demo -- --image nginx`);
} finally {
  await provider?.stop();
  await emulator.close();
}
