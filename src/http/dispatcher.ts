import { EnvHttpProxyAgent, type Dispatcher } from "undici";
import { LARGEST_ANSWER_BYTES } from "./sendOnce.js";

export interface DispatcherOptions {
  /** Sockets kept open to one origin. */
  connections: number;
  /** As in the environment: HTTP_PROXY, HTTPS_PROXY, NO_PROXY. */
  httpProxy?: string | undefined;
  httpsProxy?: string | undefined;
  noProxy?: string | undefined;
}

/** The proxies that an environment names; the lower-case variables go first, as in other programs. */
export function proxiesIn(
  env: Readonly<Record<string, string | undefined>>,
): Pick<DispatcherOptions, "httpProxy" | "httpsProxy" | "noProxy"> {
  return {
    httpProxy: env.http_proxy ?? env.HTTP_PROXY,
    httpsProxy: env.https_proxy ?? env.HTTPS_PROXY,
    noProxy: env.no_proxy ?? env.NO_PROXY,
  };
}

const CONNECT_TIMEOUT_MS = 10_000;

/** The connection pool of one provider: keep-alive, proxies as the environment says, no redirects. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  return new EnvHttpProxyAgent({
    connections: options.connections,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: LARGEST_ANSWER_BYTES,
    // Empty rather than undefined: undici would look into process.env by itself.
    httpProxy: options.httpProxy ?? "",
    httpsProxy: options.httpsProxy ?? "",
    noProxy: options.noProxy ?? "",
  });
}
