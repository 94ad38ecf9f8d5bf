import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { defaultAccounts } from "./auth/defaultAccounts.js";
import type { EmulatorSettings } from "./emulatorSettings.js";
import { defaultIdentityProviders } from "./iam/identityProvider.js";
import { readExchange } from "./server/exchange.js";
import { createFleet } from "./hss/createFleet.js";
import type { Host } from "./hss/host.js";
import { recordedRequest, type RecordedRequest } from "./server/recordedRequest.js";
import { gatewayError } from "./server/errorReplies.js";
import { sendReply } from "./server/reply.js";
import { createRoutes, routeOf } from "./createRoutes.js";

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

export const EMULATED_REGION = "cn-north-4";
export const EMULATED_PROJECT_ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

const NOT_PLAYED = "The API does not exist or has not been published in the environment";

/** Emulates HSS, IAM, STS and the metadata service on one port of 127.0.0.1. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { hosts = 1200, seed = 1, port = 0, tls, fleet = createFleet(hosts, seed), ...settings } = options;
  const routes = createRoutes();
  const closing = new AbortController();

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const exchange = await readExchange(request, response, emulator.requests.length);
    emulator.requests.push(recordedRequest(exchange, emulator.now()));
    if (emulator.latencyMs > 0) await delay(emulator.latencyMs, undefined, { signal: closing.signal });
    if (await emulator.intercept?.(exchange)) return;
    const operation = routes.get(routeOf(exchange.method, exchange.path));
    const nowMs = emulator.now() + emulator.clockSkewMs;
    response.setHeader("date", new Date(nowMs).toUTCString());
    const reply = operation
      ? operation({ exchange, settings: emulator, nowMs })
      : gatewayError(404, "APIGW.0101", NOT_PLAYED, exchange.requestId);
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

  const region = settings.region ?? EMULATED_REGION;
  let current: readonly Host[] = Object.freeze(fleet);
  const emulator: Emulator = {
    region,
    projects: [{ id: EMULATED_PROJECT_ID, name: region }],
    accounts: defaultAccounts(),
    identityProviders: defaultIdentityProviders(),
    pageCap: 200,
    hostMatch: "exact",
    cveMatch: "exact",
    latencyMs: 0,
    quota: undefined,
    metadata: "v2",
    now: Date.now,
    clockSkewMs: 0,
    intercept: undefined,
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
