import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation/index.js";
import type { Emulator } from "../../src/emulator/emulator.js";
import { emulated } from "./emulated.js";

/** The Pulumi CLI to test with, found by scripts/test.mjs; undefined on a machine with neither the CLI nor Go. */
export const PULUMI_CLI = process.env.PULUMI_CLI;

/** The environment of programs in any language that run in a temporary stack of the real engine. */
export function engineEnvironment(folder: string): Record<string, string> {
  return {
    PATH: [...(PULUMI_CLI?.includes("/") ? [dirname(PULUMI_CLI)] : []), process.env.PATH ?? ""].join(delimiter),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
  };
}

/** The folder with the built executable, as a project's `plugins.providers[].path` has it. */
export const PLUGINS = {
  providers: [
    { name: "huaweicloud-hss", path: resolve("bin") },
    { name: "huaweicloud", path: resolve("test/support/stubProvider") },
  ],
};

/** The project of a stack, unless it names another one. */
const PROJECT = "test";

/** One stack of the real Pulumi engine, with a state of its own in a temporary folder. */
export class EngineStack {
  readonly stack: Stack;
  readonly folder: string;
  /** All that the engine printed. */
  output = "";

  private constructor(stack: Stack, folder: string) {
    this.stack = stack;
    this.folder = folder;
  }

  /** @param emulator the API, put into the stack's configuration with its token as a secret; without it, the stack is not configured. */
  static async create(
    program: PulumiFn,
    emulator?: Emulator,
    more: Record<string, unknown> = {},
    project = PROJECT,
  ): Promise<EngineStack> {
    const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-engine-"));
    const environment = engineEnvironment(folder);
    // The Automation API looks for the CLI on this process's own PATH.
    process.env.PATH = environment.PATH;
    const settings = {
      name: project,
      runtime: "nodejs",
      backend: { url: `file://${folder}` },
      plugins: PLUGINS,
    } as const;
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "test", projectName: project, program },
      { workDir: folder, projectSettings: settings, envVars: environment },
    );
    const created = new EngineStack(stack, folder);
    if (emulator) await created.configure(emulated(emulator, more));
    return created;
  }

  async configure(values: Record<string, unknown>): Promise<void> {
    const secrets = new Set(["token", "accessKey", "secretKey", "securityToken", "password"]);
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    await this.stack.setAllConfig(
      Object.fromEntries(
        entries.map(([key, value]) => [`huaweicloud-hss:${key}`, { value: String(value), secret: secrets.has(key) }]),
      ),
    );
  }

  readonly #keep = {
    onOutput: (text: string) => (this.output += text),
    onError: (text: string) => (this.output += text),
  };

  preview = () => this.stack.preview(this.#keep);
  /** @param signal interrupts the engine like a user's Ctrl+C. */
  up = (signal?: AbortSignal) => this.stack.up({ ...this.#keep, ...(signal ? { signal } : {}) });
  refresh = () => this.stack.refresh(this.#keep);
  destroy = () => this.stack.destroy(this.#keep);

  /** The outputs after an update, with secrets in plain text. */
  async upValues<Outputs>(): Promise<Outputs> {
    const { outputs } = await this.up();
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value as unknown])) as Outputs;
  }

  /** Everything in the state's folder, or in a part of it, as text. */
  async state(part = ""): Promise<string> {
    const entries = await readdir(join(this.folder, ".pulumi", part), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("\n");
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
