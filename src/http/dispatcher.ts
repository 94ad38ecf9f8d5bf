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
