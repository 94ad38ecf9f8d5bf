import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { defaultAccounts, type Account } from "./account.js";
import { authenticate } from "./authenticate.js";
import { readExchange, type Exchange } from "./exchange.js";
import { createFleet, type Host } from "./fleet.js";
import { createToken, listProjects, type Project } from "./identityReply.js";
import { listLocalImageHosts } from "./listLocalImageHosts.js";
import { ListReply } from "./listReply.js";
import { gatewayError, hssError, type Reply } from "./reply.js";
import { RequestQuota, type Quota } from "./requestQuota.js";

/** How the emulator behaves. All but the port and TLS may be changed while it runs. */
export interface EmulatorSettings {
  region: string;
  projects: Project[];
  accounts: Account[];
  /** The servers, in the order they are listed. Replace the array to change the fleet, also in mid-scan. */
  fleet: readonly Host[];
  /** The most rows a page holds, however large the limit. */
  pageCap: number;
  /** Milliseconds before each answer. */
  latencyMs: number;
  quota: Quota | undefined;
  /** Milliseconds that this server's clock is ahead. */
  clockSkewMs: number;
  /** Sees each request first. Returns true when it has answered, or broken the connection, itself. */
  intercept: ((exchange: Exchange) => boolean | Promise<boolean>) | undefined;
}

export interface EmulatorOptions extends Partial<EmulatorSettings> {
  /** Size and seed of the fleet; the same give the same servers. */
  hosts?: number;
  seed?: number;
  port?: number;
  tls?: { key: string; cert: string };
}

export interface RecordedRequest {
  method: string;
  path: string;
  /** As it stood in the request line, without "?". */
  query: string;
  params: URLSearchParams;
  headers: Exchange["headers"];
}

export interface Emulator extends EmulatorSettings {
  url: string;
  /** All requests so far. */
  requests: RecordedRequest[];
  close(): Promise<void>;
}

export const EMULATED_REGION = "cn-north-4";
export const EMULATED_PROJECT_ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/** Plays HSS and IAM on one loopback port. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { hosts = 1200, seed = 1, port = 0, tls, ...settings } = options;
  const requests: RecordedRequest[] = [];
  const emulator: Emulator = {
    region: EMULATED_REGION,
    projects: [{ id: EMULATED_PROJECT_ID, name: EMULATED_REGION }],
    accounts: defaultAccounts(),
    fleet: settings.fleet ?? createFleet(hosts, seed),
    pageCap: 200,
    latencyMs: 0,
    quota: undefined,
    clockSkewMs: 0,
    intercept: undefined,
    ...settings,
    url: "",
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  const quota = new RequestQuota();
  const hostList = new ListReply(listLocalImageHosts);

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const exchange = await readExchange(request, response, requests.length);
    const { method, path, params, headers } = exchange;
    requests.push({ method, path, query: exchange.target.slice(path.length + 1), params, headers });
    if (emulator.latencyMs > 0) await delay(emulator.latencyMs);
    if (await emulator.intercept?.(exchange)) return;
    send(response, exchange.requestId, route(exchange));
  };

  const route = (exchange: Exchange): Reply => {
    const { method, path, requestId } = exchange;
    const now = Date.now() + emulator.clockSkewMs;
    if (method === "POST" && path === "/v3/auth/tokens") return createToken(exchange, emulator.accounts, now);
    const throttled = path.startsWith("/v5/") ? quota.refusal(emulator.quota, requestId, now) : undefined;
    if (throttled) return throttled;
    const who = authenticate(exchange, emulator.accounts, now);
    if ("refusal" in who) return who.refusal;
    if (method === "GET" && path === "/v3/projects") return listProjects(exchange, who.account, emulator.projects);
    const [, projectId, operation] = /^\/v5\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (method === "GET" && operation === listLocalImageHosts.path) {
      if (!emulator.projects.some(({ id }) => id === projectId))
        return hssError("HSS.0010", "Access denied: project mismatch", 403);
      return hostList.answer(exchange, who.account, emulator.fleet, emulator.pageCap);
    }
    return gatewayError(
      404,
      "APIGW.0101",
      "The API does not exist or has not been published in the environment",
      requestId,
    );
  };

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    // A connection that a test has broken fails here, and that is no fault of the emulator's.
    handle(request, response).catch(() => response.destroy());
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  emulator.url = `${tls ? "https" : "http"}://127.0.0.1:${bound}`;
  return emulator;
}

function send(response: ServerResponse, requestId: string, reply: Reply): void {
  const body = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    "content-type": "application/json;charset=UTF-8",
    "content-length": Buffer.byteLength(body),
    "x-request-id": requestId,
    ...reply.headers,
  });
  response.end(body);
}
