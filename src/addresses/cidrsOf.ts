import ipaddr from "ipaddr.js";
import { coverExactly } from "./coverExactly.js";
import type { Address } from "./hostAddress.js";

/** `none`: a prefix for each address. `exact`: the fewest prefixes that cover these addresses and nothing else. */
export type Aggregate = "none" | "exact";

/** The addresses as prefixes, each once, in numeric order, IPv4 before IPv6. */
export function cidrsOf(addresses: readonly Address[], aggregate: Aggregate): string[] {
  return (["ipv4", "ipv6"] as const).flatMap((family) => {
    const bits = family === "ipv4" ? 32 : 128;
    const numbers = [...new Set(addresses.filter((each) => each.kind() === family).map(toNumber))].sort(ascending);
    const prefixes =
      aggregate === "exact" ? coverExactly(numbers, bits) : numbers.map((first) => ({ first, length: bits }));
    return prefixes.map(({ first, length }) => `${toText(first, bits)}/${length}`);
  });
}

function toNumber(address: Address): bigint {
  return BigInt(`0x${Buffer.from(address.toByteArray()).toString("hex")}`);
}

function toText(number: bigint, bits: number): string {
  const bytes = Buffer.from(number.toString(16).padStart(bits / 4, "0"), "hex");
  return ipaddr.fromByteArray([...bytes]).toString();
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : 1;
}
