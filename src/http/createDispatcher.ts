import { Agent, buildConnector, Pool, ProxyAgent, Socks5ProxyAgent, type Dispatcher } from "undici";
import { LARGEST_ANSWER_BYTES } from "./decodeBody.js";
import { noProxy } from "./noProxy.js";
import { proxyAddress, type ProxyAddress } from "./proxyAddress.js";
import { ProxyError } from "./proxyError.js";
import { trustAlso } from "./trustAlso.js";

export interface ConnectionOptions {
  /** Maximum number of connections to one origin. */
  connections: number;
  /** PEM certificates of authorities that are trusted in addition to those that Node trusts. */
  caCertificates?: readonly string[] | undefined;
}

export interface DispatcherOptions extends ConnectionOptions {
  /** Where HTTPS_PROXY, HTTP_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS are taken from. */
  env?: Readonly<Record<string, string | undefined>>;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** The connection pool of one provider: keeps connections alive, uses the proxy, and does not follow redirects. */
export function createDispatcher({ connections, caCertificates, env = {} }: DispatcherOptions): Dispatcher {
  const proxy = proxyAddress(env);
  const excluded = noProxy((env.no_proxy?.trim() ? env.no_proxy : env.NO_PROXY) ?? "");
  const connecting = {
    timeout: CONNECT_TIMEOUT_MS,
    ...(caCertificates ? { secureContext: trustAlso(caCertificates, env.NODE_EXTRA_CA_CERTS) } : {}),
  };
  const pool = { connections, maxResponseSize: LARGEST_ANSWER_BYTES };
  return new Agent({
    factory: (origin) => {
      const url = new URL(origin);
      // Plain http is only for this machine and its metadata service: a proxy cannot reach them, and would see the credentials.
      return proxy === undefined || url.protocol === "http:" || excluded(url)
        ? new Pool(origin, { ...pool, connect: connecting })
        : through(proxy, pool, connecting);
    },
  });
}

function through(proxy: ProxyAddress, pool: Pool.Options, connecting: buildConnector.BuildOptions): Dispatcher {
  const { variable, url, userName, password } = proxy;
  if (url.protocol === "socks5:") {
    const connect = buildConnector(connecting);
    const options = {
      username: userName,
      password,
      requestTls: connecting,
      connect: (to: buildConnector.Options, callback: buildConnector.Callback) => {
        connect(to, (...[error, socket]) => {
          if (error) callback(new ProxyError(variable, undefined, { cause: error }), null);
          else callback(null, socket);
        });
      },
    };
    return new Socks5ProxyAgent(url, options);
  }
  const login = Buffer.from(`${userName}:${password}`).toString("base64");
  return new ProxyAgent({
    ...pool,
    uri: url.href,
    ...(userName || password ? { token: `Basic ${login}` } : {}),
    requestTls: connecting,
    proxyTls: connecting,
    clientFactory: (origin, options) => {
      const client = new Pool(origin, options);
      const ask = client.connect.bind(client);
      const connect = async (to: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> => {
        const answer = await ask(to).catch((error: unknown) => {
          throw new ProxyError(variable, undefined, { cause: error });
        });
        if (answer.statusCode === 200) return answer;
        answer.socket.on("error", () => undefined).destroy();
        throw new ProxyError(variable, answer.statusCode);
      };
      return Object.assign(client, { connect });
    },
  });
}
