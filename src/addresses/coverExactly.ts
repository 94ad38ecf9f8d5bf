/** A block of addresses: the first address, and the number of leading bits that all of them share. */
export interface Prefix {
  first: bigint;
  length: number;
}

/**
 * The fewest prefixes that cover these addresses and nothing else.
 * @param addresses in ascending order, each once.
 * @param bits in an address.
 */
export function coverExactly(addresses: readonly bigint[], bits: number): Prefix[] {
  const prefixes: Prefix[] = [];
  for (const address of addresses) {
    let last: Prefix = { first: address, length: bits };
    for (let before = prefixes.at(-1); before && areHalves(before, last, bits); before = prefixes.at(-1)) {
      prefixes.pop();
      last = { first: before.first, length: before.length - 1 };
    }
    prefixes.push(last);
  }
  return prefixes;
}

/** Whether two prefixes of the same length together form the prefix that is one bit shorter. */
function areHalves(a: Prefix, b: Prefix, bits: number): boolean {
  return a.length === b.length && (a.first ^ b.first) === 1n << BigInt(bits - a.length);
}
