import { EnvHttpProxyAgent, type Dispatcher } from "undici";
import { ConfigError } from "../errors/configError.js";
import { LARGEST_ANSWER_BYTES } from "./decodeBody.js";

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
  checkProxy("HTTP_PROXY", options.httpProxy);
  checkProxy("HTTPS_PROXY", options.httpsProxy);
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

/** Without quoting it, as it may hold a password. */
function checkProxy(variable: string, address = ""): void {
  if (address === "" || (URL.canParse(address) && /^(https?|socks5):$/.test(new URL(address).protocol))) return;
  throw new ConfigError(
    variable,
    `${variable} is not the address of a proxy.`,
    `Set ${variable} to an address such as "http://proxy.example.com:8080".`,
  );
}
