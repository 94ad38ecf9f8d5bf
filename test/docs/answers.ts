import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated } from "../support/emulated.js";
import { ProviderProcess } from "../support/providerProcess.js";

/** The real provider over an emulated fleet, for programs under mocks: here in this process, and over HTTP for others. */
export class Answers {
  readonly provider: ProviderProcess;
  readonly emulator: Emulator;
  readonly url: string;
  readonly #server: Server;

  private constructor(provider: ProviderProcess, emulator: Emulator, server: Server, url: string) {
    this.provider = provider;
    this.emulator = emulator;
    this.#server = server;
    this.url = url;
  }

  static async start(): Promise<Answers> {
    const emulator = await startEmulator({ hosts: 450 });
    const provider = await ProviderProcess.configured(emulated(emulator));
    const server = createServer((request, response) => {
      const answer = async () => {
        const { token, args } = (await json(request)) as { token: string; args: Record<string, unknown> };
        return provider.invoke(token.split(":").at(-1) ?? "", args);
      };
      answer().then(
        (answered) => response.end(JSON.stringify(answered)),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    return new Answers(provider, emulator, server, `http://127.0.0.1:${port}/`);
  }

  async stop(): Promise<void> {
    this.#server.close();
    await this.provider.stop();
    await this.emulator.close();
  }
}
