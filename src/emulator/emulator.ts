import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { defaultSettings } from "./defaultSettings.js";
import type { EmulatorSettings } from "./emulatorSettings.js";
import { readExchange } from "./server/exchange.js";
import { createFleet } from "./hss/createFleet.js";
import type { Host } from "./hss/host.js";
import { recordedRequest, type RecordedRequest } from "./server/recordedRequest.js";
import { sendReply } from "./server/reply.js";
import { createResponder } from "./createResponder.js";

export interface EmulatorOptions extends Partial<EmulatorSettings> {
  /** Size and seed of the fleet. The same values give the same fleet. */
  hosts?: number;
  seed?: number;
  /** 0, the default, takes a free port. */
  port?: number;
  /** Key and certificate in PEM. Without them the emulator speaks plain HTTP. */
  tls?: { key: string; cert: string };
}

export interface Emulator extends EmulatorSettings {
  readonly url: string;
  readonly port: number;
  /** All requests so far. Set its length to 0 to forget them. */
  readonly requests: RecordedRequest[];
  /** Stops the server and closes all connections. */
  close(): Promise<void>;
}

export const DEFAULT_HOSTS = 1200;
export const DEFAULT_SEED = 1;

export { EMULATED_PROJECT_ID, EMULATED_REGION } from "./defaultSettings.js";

/** Emulates HSS, IAM, STS and the metadata service on one port of 127.0.0.1. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const {
    hosts = DEFAULT_HOSTS,
    seed = DEFAULT_SEED,
    port = 0,
    tls,
    fleet = createFleet(hosts, seed),
    ...settings
  } = options;
  const answer = createResponder();
  const closing = new AbortController();

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const exchange = await readExchange(request, response, emulator.requests.length);
    emulator.requests.push(recordedRequest(exchange, emulator.now()));
    if (emulator.latencyMs > 0) await delay(emulator.latencyMs, undefined, { signal: closing.signal });
    if (await emulator.intercept?.(exchange)) return;
    const nowMs = emulator.now() + emulator.clockSkewMs;
    response.setHeader("date", new Date(nowMs).toUTCString());
    const reply = answer({ exchange, settings: emulator, nowMs });
    if (reply) sendReply(response, exchange.requestId, reply);
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    // An interceptor that closes the connection makes this fail, too.
    handle(request, response).catch(() => response.destroy());
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo;

  let current: readonly Host[] = Object.freeze(fleet);
  const emulator: Emulator = {
    ...defaultSettings(settings.region),
    ...settings,
    get fleet() {
      return current;
    },
    set fleet(replacement) {
      current = Object.freeze(replacement);
    },
    url: `${tls ? "https" : "http"}://127.0.0.1:${bound}`,
    port: bound,
    requests: [],
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return emulator;
}
