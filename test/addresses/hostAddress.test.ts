import assert from "node:assert/strict";
import { isIP } from "node:net";
import fc from "fast-check";
import { hostAddress } from "../../src/addresses/hostAddress.js";

const read = (text: string) => {
  const result = hostAddress(text);
  return result.ok ? result.address.toString() : result.reason;
};

describe("hostAddress", () => {
  for (const [text, canonical] of [
    ["10.0.0.1", "10.0.0.1"],
    ["1.0.0.0", "1.0.0.0"],
    ["223.255.255.255", "223.255.255.255"],
    ["100.64.0.1", "100.64.0.1"],
    ["203.0.113.7", "203.0.113.7"],
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["2001:db8::192.0.2.1", "2001:db8::c000:201"],
    ["fd00::5", "fd00::5"],
    ["2000::", "2000::"],
    ["3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ] as const) {
    it(`accepts ${text}`, () => {
      assert.equal(read(text), canonical);
    });
  }

  const malformed = [
    "10.0.0.1/8",
    "10.0.0.1/32",
    "010.0.0.1",
    "10.0.0.1;",
    "1.2.3.4 ",
    " 1.2.3.4",
    "1.2.3.4\n",
    "1.2.3.4,5.6.7.8",
    "1.2.3",
    "1.2.3.4.5",
    "256.0.0.1",
    "0x0a.0.0.1",
    "167772161",
    "1.2.3.4:80",
    "[2001:db8::1]",
    "2001:db8::1/64",
    "fe80::1%eth0",
    "2001:db8::1%eth0",
    "1::2::3",
    "12345::",
    "١.2.3.4",
    "null",
    "-",
    "any",
    "0.0.0.0/0",
  ];
  for (const text of malformed) {
    it(`refuses ${JSON.stringify(text)}, which is not an IP address`, () => {
      assert.equal(read(text), "not an IP address");
    });
  }

  for (const [text, reason] of [
    ["0.0.0.0", "an unspecified address"],
    ["0.1.2.3", "an unspecified address"],
    ["::", "an unspecified address"],
    ["127.0.0.1", "a loopback address"],
    ["127.255.255.255", "a loopback address"],
    ["::1", "a loopback address"],
    ["169.254.169.254", "a link-local address"],
    ["fe80::1", "a link-local address"],
    ["febf::1", "a link-local address"],
    ["224.0.0.1", "a multicast address"],
    ["239.255.255.255", "a multicast address"],
    ["ff02::1", "a multicast address"],
    ["::ffff:10.0.0.1", "an IPv4 address in IPv6 form"],
    ["::ffff:a00:1", "an IPv4 address in IPv6 form"],
    ["::10.0.0.1", "an IPv4 address in IPv6 form"],
    ["255.255.255.255", "a reserved address"],
    ["240.0.0.1", "a reserved address"],
    ["::2", "a reserved address"],
    ["64:ff9b::10.0.0.1", "a reserved address"],
    ["4000::1", "a reserved address"],
    ["fec0::1", "a reserved address"],
  ] as const) {
    it(`refuses ${text} as ${reason}`, () => {
      assert.equal(read(text), reason);
    });
  }

  it("returns only a single plain address for any text", () => {
    const octet = fc.oneof(fc.nat(260).map(String), fc.constantFrom("00", "01", "0x1", "", " 1", "1/8"));
    const like = fc.oneof(
      fc.ipV4(),
      fc.ipV4Extended(),
      fc.ipV6(),
      fc.string(),
      fc.array(octet, { minLength: 3, maxLength: 5 }).map((octets) => octets.join(".")),
      fc.tuple(fc.ipV6(), fc.constantFrom("%0", "/64", " ", "]", ":80")).map((parts) => parts.join("")),
    );
    let taken = 0;
    fc.assert(
      fc.property(like, (text) => {
        const result = hostAddress(text);
        if (!result.ok) return;
        taken++;
        const plain = result.address.toString();
        assert.match(plain, /^(\d+(\.\d+){3}|[0-9a-f:]+)$/);
        assert.notEqual(isIP(plain), 0);
        if (isIP(text) === 4) assert.equal(plain, text);
      }),
      { numRuns: 5000 },
    );
    assert.ok(taken > 500, `only ${taken} were addresses`);
  });
});
