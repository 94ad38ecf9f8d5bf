import assert from "node:assert/strict";
import { hostCidrs } from "../../src/addresses/hostCidrs.js";

const host = (name: string, privateIp: string, publicIp: string) => ({
  hostId: `id-${name}`,
  hostName: name,
  privateIp,
  publicIp,
});

describe("hostCidrs", () => {
  const hosts = [
    host("a", "10.0.0.2", ""),
    host("b", "10.0.0.1", "203.0.113.7"),
    host("c", "010.0.0.3", "203.0.113.8"),
    host("d", "", ""),
    host("e", "127.0.0.1", "0.0.0.0"),
  ];
  const reasons = (kind: "private" | "public" | "both") =>
    hostCidrs(hosts, kind, "none").skipped.map(({ hostName, address, reason }) => `${hostName} ${address}: ${reason}`);

  it("returns the addresses of the given kind", () => {
    assert.deepEqual(hostCidrs(hosts, "private", "none").cidrs, ["10.0.0.1/32", "10.0.0.2/32"]);
    assert.deepEqual(hostCidrs(hosts, "public", "none").cidrs, ["203.0.113.7/32", "203.0.113.8/32"]);
    const both = ["10.0.0.1/32", "10.0.0.2/32", "203.0.113.7/32", "203.0.113.8/32"];
    assert.deepEqual(hostCidrs(hosts, "both", "none").cidrs, both);
  });

  it("gives the reason for every other address, and for every server without one", () => {
    assert.deepEqual(reasons("private"), [
      "c 010.0.0.3: it is not an IP address",
      "d : it has no private address",
      "e 127.0.0.1: it is a loopback address",
    ]);
    assert.deepEqual(reasons("public"), [
      "a : it has no public address",
      "d : it has no public address",
      "e 0.0.0.0: it is an unspecified address",
    ]);
    assert.deepEqual(reasons("both"), [
      "c 010.0.0.3: it is not an IP address",
      "d : it has no address",
      "e 127.0.0.1: it is a loopback address",
      "e 0.0.0.0: it is an unspecified address",
    ]);
  });

  it("names a server with several runtimes once", () => {
    assert.deepEqual(hostCidrs([...hosts, ...hosts], "both", "none"), hostCidrs(hosts, "both", "none"));
  });
});
