import assert from "node:assert/strict";
import { BlockList, isIP } from "node:net";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { cidrsOf, type Aggregate } from "../../src/addresses/cidrsOf.js";

const parsed = (list: readonly string[]) => list.map((text) => ipaddr.parse(text));

/** Neighbours are likely, so that there is something to join. */
const near = fc.nat(40).map((index) => `192.0.${1 + (index >> 5)}.${(240 + index) % 256}`);
const near6 = fc.nat(40).map((index) => `2001:db8::${(0xfff0 + index).toString(16).replace(/^1(?=....$)/, "1:")}`);
const anyList = fc.array(fc.oneof(near, near6, fc.ipV4(), fc.ipV6()), { maxLength: 60 });

/** How many addresses a prefix holds. */
const size = (cidr: string) =>
  2n ** BigInt((isIP(cidr.split("/")[0] ?? "") === 4 ? 32 : 128) - Number(cidr.split("/")[1]));

describe("cidrsOf", () => {
  for (const aggregate of ["none", "exact"] as const satisfies Aggregate[]) {
    it(`with ${aggregate}: covers every address, and nothing else`, () => {
      fc.assert(
        fc.property(anyList, (list) => {
          const addresses = parsed(list);
          const cidrs = cidrsOf(addresses, aggregate);
          const block = new BlockList();
          for (const cidr of cidrs) {
            const [net = "", length] = cidr.split("/");
            block.addSubnet(net, Number(length), isIP(net) === 4 ? "ipv4" : "ipv6");
          }
          for (const each of addresses) assert.ok(block.check(each.toString(), each.kind()), each.toString());
          const distinct = new Set(addresses.map(String)).size;
          assert.equal(
            cidrs.map(size).reduce((sum, each) => sum + each, 0n),
            BigInt(distinct),
          );
          if (aggregate === "none") assert.equal(cidrs.length, distinct);
        }),
        { numRuns: 500 },
      );
    });

    it(`with ${aggregate}: does not depend on the order of the addresses`, () => {
      fc.assert(
        fc.property(anyList, (list) => {
          const addresses = parsed(list);
          assert.deepEqual(cidrsOf(addresses, aggregate), cidrsOf(addresses.toReversed(), aggregate));
        }),
      );
    });
  }

  const list = parsed([
    "10.0.0.10",
    "1.2.3.4",
    "2001:db8::a",
    "10.0.0.9",
    "9.255.255.255",
    "10.0.0.9",
    "2001:db8::9",
    "10.0.0.8",
  ]);

  it("sorts by number, not by text, IPv4 before IPv6, each once", () => {
    assert.deepEqual(cidrsOf(list, "none"), [
      "1.2.3.4/32",
      "9.255.255.255/32",
      "10.0.0.8/32",
      "10.0.0.9/32",
      "10.0.0.10/32",
      "2001:db8::9/128",
      "2001:db8::a/128",
    ]);
  });

  it("joins only neighbours that fill a prefix", () => {
    assert.deepEqual(cidrsOf(list, "exact"), [
      "1.2.3.4/32",
      "9.255.255.255/32",
      "10.0.0.8/31",
      "10.0.0.10/32",
      "2001:db8::9/128",
      "2001:db8::a/128",
    ]);
  });

  it("returns no prefixes for no addresses", () => {
    assert.deepEqual(cidrsOf([], "exact"), []);
  });
});
