import assert from "node:assert/strict";
import fc from "fast-check";
import { ExactIdentities, HashedIdentities } from "../../src/hss/seenIdentities.js";

describe("HashedIdentities", () => {
  it("says of any identities what the exact ones say", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 4 }), { maxLength: 3000, size: "max" }), (texts) => {
        const [hashed, exact] = [new HashedIdentities(), new ExactIdentities()];
        for (const text of texts) assert.equal(hashed.add(text), exact.add(text));
        assert.equal(hashed.size, exact.size);
      }),
    );
  });

  it("tells all short texts apart, whatever their lengths", () => {
    const characters = Array.from({ length: 300 }, (_, code) => String.fromCharCode(code));
    const seen = new HashedIdentities();
    for (const text of [
      "",
      ...characters,
      ...characters.flatMap((first) => characters.map((second) => first + second)),
    ])
      assert.ok(seen.add(text), JSON.stringify(text));
  });

  for (const [what, identity] of [
    ["differ in a number", (index: number) => `host-${index}`],
    ["differ at their start", (index: number) => `${index.toString(36)}\n${"0".repeat(100)}`],
    ["differ in two places that cancel out in a sum", (index: number) => `${index}\n${1_000_000 - index}`],
  ] as const) {
    it(`tells 300,000 apart that ${what}, and knows each again`, () => {
      const seen = new HashedIdentities();
      for (let index = 0; index < 300_000; index++) assert.ok(seen.add(identity(index)), identity(index));
      for (let index = 0; index < 300_000; index++) assert.ok(!seen.add(identity(index)), identity(index));
    });
  }
});
