import { ConfigError } from "../errors/configError.js";

export interface ProxyAddress {
  /** The environment variable that names the proxy. */
  variable: string;
  /** Without user name and password. */
  url: URL;
  /** Decoded; "" for none. */
  userName: string;
  password: string;
}

/** The first that is set counts; the lower-case names go first, as in other programs. All endpoints have https. */
const VARIABLES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"] as const;

/** Reads the proxy that an environment names, or throws a ConfigError. No error quotes it, because it may hold a password. */
export function proxyAddress(env: Readonly<Record<string, string | undefined>>): ProxyAddress | undefined {
  const variable = VARIABLES.find((name) => env[name]?.trim());
  if (variable === undefined) return undefined;
  const address = (env[variable] as string).trim();
  const refuse = (problem: string) =>
    new ConfigError(
      variable,
      `${variable} ${problem}.`,
      `Set ${variable} to an address such as "http://proxy.example.com:8080" or "http://user:password@proxy.example.com:8080". ` +
        'Encode special characters in the user name and password, for example "%" as "%25" and "@" as "%40".',
    );
  if (!/^(https?|socks5):\/\//i.test(address)) throw refuse('does not begin with "http://", "https://" or "socks5://"');
  if (!URL.canParse(address)) throw refuse("is not the address of a proxy");
  const url = new URL(address);
  if (!/^\/?$/.test(url.pathname) || url.search || url.hash) {
    throw refuse("contains a path, a query or a fragment, which the address of a proxy does not have");
  }
  const { username, password } = url;
  url.username = "";
  url.password = "";
  try {
    return { variable, url, userName: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw refuse('contains a "%" in the user name or password that is not part of an encoded character');
  }
}
