import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

export type HostAddress = { ok: true; address: Address } | { ok: false; reason: string };

/** Addresses that do not belong to a single server. A firewall rule for such an address would match something else, or everything. */
const RANGES = subnets({
  "an unspecified address": ["0.0.0.0/8", "::/128"],
  "a loopback address": ["127.0.0.0/8", "::1/128"],
  "a link-local address": ["169.254.0.0/16", "fe80::/10"],
  "a multicast address": ["224.0.0.0/4", "ff00::/8"],
  "an IPv4 address in IPv6 form": ["::ffff:0:0/96"],
  "a reserved address": ["240.0.0.0/4"],
  // All other IPv4 addresses, and the IPv6 addresses that can be routed: global unicast and unique local.
  usable: ["0.0.0.0/0", "2000::/3", "fc00::/7"],
});

/** Reads the address of a server strictly: refuses text that a firewall might read as another address, or as a range. */
export function hostAddress(text: string): HostAddress {
  // The library alone would accept "%eth0" and some shortened forms of IPv4.
  if (isIP(text) === 0 || text.includes("%")) return { ok: false, reason: "not an IP address" };
  const address = ipaddr.parse(text);
  const range = ipaddr.subnetMatch(address, RANGES, "a reserved address");
  return range === "usable" ? { ok: true, address } : { ok: false, reason: range };
}

function subnets(ranges: Record<string, string[]>): Record<string, [Address, number][]> {
  return Object.fromEntries(
    Object.entries(ranges).map(([name, list]) => [name, list.map((cidr) => ipaddr.parseCIDR(cidr))]),
  );
}
