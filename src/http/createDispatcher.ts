import { EnvHttpProxyAgent, type Dispatcher } from "undici";
import { ConfigError } from "../errors/configError.js";
import { LARGEST_ANSWER_BYTES } from "./decodeBody.js";

export interface DispatcherOptions {
  /** Maximum number of connections to one origin. */
  connections: number;
  /** The values of HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
  httpProxy?: string | undefined;
  httpsProxy?: string | undefined;
  noProxy?: string | undefined;
}

/** The proxies in an environment. Lower-case variables take precedence, as in other programs. */
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

/** The connection pool of one provider: keeps connections alive, uses the proxies, and does not follow redirects. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  checkProxy("HTTP_PROXY", options.httpProxy);
  checkProxy("HTTPS_PROXY", options.httpsProxy);
  return new EnvHttpProxyAgent({
    connections: options.connections,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    maxResponseSize: LARGEST_ANSWER_BYTES,
    // Empty rather than undefined, because undici would then read process.env.
    httpProxy: options.httpProxy ?? "",
    httpsProxy: options.httpsProxy ?? "",
    noProxy: options.noProxy ?? "",
  });
}

/** Does not quote the address, because it may contain a password. */
function checkProxy(variable: string, address = ""): void {
  if (address === "" || (URL.canParse(address) && /^(https?|socks5):$/.test(new URL(address).protocol))) return;
  throw new ConfigError(
    variable,
    `${variable} is not the address of a proxy.`,
    `Set ${variable} to an address such as "http://proxy.example.com:8080".`,
  );
}
