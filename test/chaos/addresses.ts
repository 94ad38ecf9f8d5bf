import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Agent, type Dispatcher } from "undici";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { tlsPair } from "../emulator/tlsPair.js";
import { testOnlyWrongNamePair } from "./testOnlyWrongNamePair.js";

/** An endpoint that no scan can ask, and what has to be closed after it. */
export interface Address {
  endpoint: string;
  /** For a connection that trusts more than the provider's own does. */
  dispatcher?: () => Dispatcher;
  close: () => Promise<void>;
}

const nothing = () => Promise.resolve();

/** Ways to be unreachable; each ends in a NetworkError. */
export const addresses: Readonly<Record<string, (emulator: Emulator) => Promise<Address>>> = {
  "no such host": () => Promise.resolve({ endpoint: "https://hss.invalid", close: nothing }),
  "certificate that signs itself": async () => {
    const emulator = await startEmulator({ hosts: 0, tls: tlsPair });
    return { endpoint: emulator.url, close: () => emulator.close() };
  },
  "certificate for another name": async () => {
    const emulator = await startEmulator({ hosts: 0, tls: testOnlyWrongNamePair });
    // Trusted here, for else its being unknown would be noticed before its name.
    const dispatcher = () => new Agent({ connect: { ca: testOnlyWrongNamePair.cert } });
    return { endpoint: emulator.url, dispatcher, close: () => emulator.close() };
  },
  "no TLS where there should be": ({ url }) =>
    Promise.resolve({ endpoint: url.replace("http:", "https:"), close: nothing }),
  "nobody listens": async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return { endpoint: `http://127.0.0.1:${port}`, close: nothing };
  },
};
