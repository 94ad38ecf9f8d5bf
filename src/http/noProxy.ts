import { BlockList, isIP } from "node:net";

type Match = (host: string, port: number) => boolean;

const never: Match = () => false;

/**
 * Makes a test for the addresses that NO_PROXY excludes from the proxy. Its entries are host names, which include their
 * subdomains, IP addresses, prefixes such as `10.0.0.0/8` and `fd00::/8`, or `*` for all. A host name or an IP address may
 * have a port. Names are not looked up. An entry of another form excludes nothing, as in other programs.
 */
export function noProxy(list: string): (url: URL) => boolean {
  const entries = list
    .toLowerCase()
    .split(/[,\s]+/)
    .filter(Boolean)
    .map(matchOf);
  return ({ hostname, port, protocol }) => {
    const host = hostname.replace(/^\[|\]$|\.$/g, "");
    const number = Number(port || (protocol === "https:" ? 443 : 80));
    return entries.some((matches) => matches(host, number));
  };
}

function matchOf(entry: string): Match {
  if (entry === "*") return () => true;
  const [, network, prefix] = /^\[?([\da-f:.]+)\]?\/(\d{1,3})$/.exec(entry) ?? [];
  if (network !== undefined) return inPrefix(network, Number(prefix));
  const [, name = "", wanted] = (isIP(entry) === 6 ? undefined : /^(.+?)(?::(\d{1,5}))?$/.exec(entry)) ?? [, entry];
  const own = name.replace(/^\*?\.|^\[|\]$|\.$/g, "");
  const matchesHost = isIP(own) > 0 ? inPrefix(own, isIP(own) === 6 ? 128 : 32) : inDomain(own);
  return (host, port) => (wanted === undefined || Number(wanted) === port) && matchesHost(host, port);
}

function inDomain(domain: string): Match {
  return (host) => isIP(host) === 0 && (host === domain || host.endsWith(`.${domain}`));
}

function inPrefix(network: string, prefix: number): Match {
  const family = isIP(network);
  if (family === 0 || prefix > (family === 6 ? 128 : 32)) return never;
  const block = new BlockList();
  block.addSubnet(network, prefix, family === 6 ? "ipv6" : "ipv4");
  return (host) => isIP(host) > 0 && block.check(host, isIP(host) === 6 ? "ipv6" : "ipv4");
}
