import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "esbuild";
import { buildProgram } from "../scripts/buildProgram.mjs";
import type { SideReport } from "./sides/side.js";

const FOLDER = "dist/bench";
const SIDES = [
  "pageServer",
  "emulatorServer",
  "imageServer",
  "rawFetch",
  "sequential",
  "vendorSdk",
  "encoding",
  "clientScan",
];

/** A provider that scans nothing, built as ours is. */
export const READY_MADE = { folder: "dist/bench/plugin", launcher: "pulumi-resource-huaweicloud-hss" } as const;

/** Bundles the sides, so that none of them pays for a compiler at run time. */
export async function buildSides(): Promise<void> {
  await build({
    entryPoints: SIDES.map((name) => `bench/sides/${name}.ts`),
    outdir: FOLDER,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20.18",
    format: "cjs",
    external: [
      "@huaweicloud/huaweicloud-sdk-core",
      "@huaweicloud/huaweicloud-sdk-core/*",
      "pulumi-huaweicloud-hss/client",
    ],
    logLevel: "warning",
  });
  await buildProgram({ ...READY_MADE, entry: "bench/sides/readyMade.ts", bundle: "readyMade.cjs" });
}

/** One side of a comparison, as a process of its own. */
export class Side {
  readonly #child: ChildProcess;
  peakMb = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(name: string, args: readonly (string | number)[], execArgv: string[] = []): Promise<Side> {
    const child = fork(join(FOLDER, `${name}.cjs`), args.map(String), { execArgv });
    const started = new Side(child);
    await Promise.race([once(child, "message"), started.#failure()]);
    return started;
  }

  /** @returns milliseconds. */
  async run(): Promise<number> {
    this.#child.send("run");
    const [report] = (await Promise.race([once(this.#child, "message"), this.#failure()])) as [SideReport];
    this.peakMb = report.peakMb;
    return report.ms;
  }

  async #failure(): Promise<never> {
    await once(this.#child, "exit");
    throw new Error("a side of the bench ended before its work was done");
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
  }
}

/** The list of hosts that all sides read. */
export class PageServer {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** @param kind "pageServer" has all pages ready, so that little is measured but who asks. */
  static async start(
    hosts: number,
    latencyMs = 0,
    kind: "pageServer" | "emulatorServer" | "imageServer" = "pageServer",
    more: readonly string[] = [],
  ): Promise<PageServer> {
    const child = fork(join(FOLDER, `${kind}.cjs`), [String(hosts), String(latencyMs), ...more]);
    const [port] = (await once(child, "message")) as [number];
    return new PageServer(child, port);
  }

  /** Requests since it was last asked. */
  async requests(): Promise<number> {
    return Number(await (await fetch(`${this.url}/requests`)).text());
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
  }
}
