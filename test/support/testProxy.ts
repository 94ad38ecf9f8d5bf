import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

export interface TestProxyOptions {
  /** The only login that it accepts, as `user:password`. */
  login?: string;
  /** Refuses every connection with this status. */
  status?: number;
  /** Speaks TLS itself. */
  tls?: { key: string; cert: string };
}

export interface TestProxy {
  /** Host and port. */
  readonly host: string;
  /** The servers that it was asked to connect to, as `host:port`. */
  readonly tunnels: string[];
  /** All other requests that it was sent. */
  readonly requests: string[];
  close(): void;
}

/** An HTTP proxy on a free port of 127.0.0.1, which connects to any server. */
export async function startProxy({ login, status, tls }: TestProxyOptions = {}): Promise<TestProxy> {
  const tunnels: string[] = [];
  const requests: string[] = [];
  const sockets = new Set<Duplex>();
  const server = tls ? createTlsServer(tls) : createServer();
  server.on("connection", (socket: Duplex) => sockets.add(socket));
  server.on("request", ({ url = "" }: IncomingMessage, response) => {
    requests.push(url);
    response.writeHead(500).end();
  });
  server.on("connect", ({ url = "", headers }: IncomingMessage, client: Duplex) => {
    tunnels.push(url);
    const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString("base64")}`;
    const refusal = headers["proxy-authorization"] === wanted ? status : 407;
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} Refused\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    for (const socket of [client, upstream]) socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    requests,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
