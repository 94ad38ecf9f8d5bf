import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, Client, type ServiceError } from "@grpc/grpc-js";
import { ProviderProcess, invokeRequest } from "../test/support/providerProcess.js";
import { READY_MADE } from "./child.js";
import { peakMb } from "./peakMemory.js";
import { configurationFor } from "./setup.js";

const INVOKE = "/pulumirpc.ResourceProvider/Invoke";

/**
 * As far as the engine's gRPC (grpc-go) widens its window by itself. By the 64 KiB that this one would keep to, it would be
 * measured how long the bench takes to ask for more: 68 ms for the answer of 100,000 hosts, where grpc-go takes 25.
 */
const ENGINE_WINDOW = 16 * 1024 * 1024;

/** The built provider, called as the engine calls it. Its answers are received to the last byte, and not decoded. */
export class ProviderSide {
  readonly #provider: ProviderProcess;
  readonly #client: Client;

  private constructor(provider: ProviderProcess) {
    this.#provider = provider;
    this.#client = new Client(
      provider.client.getChannel().getTarget().replace("dns:", ""),
      credentials.createInsecure(),
      {
        "grpc.max_receive_message_length": -1,
        "grpc-node.flow_control_window": ENGINE_WINDOW,
      },
    );
  }

  static async start(url: string, more: Record<string, string> = {}): Promise<ProviderSide> {
    const provider = await ProviderProcess.configured({ ...configurationFor(url), ...more });
    return ProviderSide.#of(provider);
  }

  static #of(provider: ProviderProcess): ProviderSide {
    const kill = () => provider.child.kill();
    process.once("exit", kill);
    provider.child.once("exit", () => process.off("exit", kill));
    return new ProviderSide(provider);
  }

  /** A provider that answers each call with the same bytes. */
  static async readyMade(answer: Buffer): Promise<ProviderSide> {
    const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-bench-"));
    const file = join(folder, "answer");
    await writeFile(file, answer);
    const executable = join(READY_MADE.folder, READY_MADE.launcher);
    const provider = await ProviderProcess.start({ READY_MADE_ANSWER: file }, [], executable);
    await rm(folder, { recursive: true });
    return ProviderSide.#of(provider);
  }

  /** @returns the answer in its wire form. */
  invoke(name = "getLocalImageHosts", args: Record<string, unknown> = {}): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        INVOKE,
        (request: Uint8Array) => Buffer.from(request),
        (bytes: Buffer) => bytes,
        invokeRequest(name, args).serializeBinary(),
        (error: ServiceError | null, bytes?: Buffer) => {
          if (error || !bytes) reject(error ?? new Error("no answer"));
          else resolve(bytes);
        },
      );
    });
  }

  get pid(): number | undefined {
    return this.#provider.child.pid;
  }

  /** @returns milliseconds. */
  async run(): Promise<number> {
    const started = performance.now();
    await this.invoke();
    return performance.now() - started;
  }

  get peakMb(): number {
    return peakMb(this.#provider.child.pid ?? NaN);
  }

  async stop(): Promise<void> {
    this.#client.close();
    await this.#provider.stop();
  }
}
