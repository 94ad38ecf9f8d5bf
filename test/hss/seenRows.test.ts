import assert from "node:assert/strict";
import fc from "fast-check";
import { ExactRows, FingerprintedRows } from "../../src/hss/seenRows.js";
import type { PackedRow } from "../../src/rows/packedRow.js";
import { packedThings, type Thing } from "../support/things.js";

const fingerprinted = () => new FingerprintedRows<PackedRow<Thing>>((row) => row);
const packed = (texts: readonly string[]) => packedThings(texts.map((thingId) => ({ thingId, thingName: "any" })));

describe("FingerprintedRows", () => {
  it("says of any rows what the exact ones say", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 4 }), { maxLength: 3000, size: "max" }), (texts) => {
        const [hashed, exact] = [fingerprinted(), new ExactRows<PackedRow<Thing>>((row) => row.unpack().thingId)];
        // Without an identity a row is told from others as a whole.
        for (const row of packed(texts.filter((text) => text !== ""))) assert.equal(hashed.add(row), exact.add(row));
        assert.equal(hashed.size, exact.size);
      }),
    );
  });

  it("tells all short texts apart, whatever their lengths", () => {
    const characters = Array.from({ length: 300 }, (_, code) => String.fromCharCode(code));
    const pairs = characters.flatMap((first) => characters.map((second) => first + second));
    const seen = fingerprinted();
    for (const row of packed([...characters, ...pairs])) assert.ok(seen.add(row), JSON.stringify(row.unpack()));
  });

  it("knows a row again whatever else has changed about it", () => {
    const seen = fingerprinted();
    const rows = packedThings([
      { thingId: "a", thingName: "before" },
      { thingId: "a", thingSize: 1, thingName: "after" },
    ]);
    assert.deepEqual(
      rows.map((row) => seen.add(row)),
      [true, false],
    );
  });

  it("tells rows without an identity apart as a whole", () => {
    const seen = fingerprinted();
    const rows = packedThings([
      { thingId: "", thingName: "a" },
      { thingId: "", thingName: "b" },
      { thingId: "", thingSize: 1, thingName: "b" },
      { thingId: "", thingSize: 1, thingName: "b" },
    ]);
    assert.deepEqual(
      rows.map((row) => seen.add(row)),
      [true, true, true, false],
    );
  });

  for (const [what, identity] of [
    ["differ in a number", (index: number) => `host-${index}`],
    ["differ at their start", (index: number) => `${index.toString(36)}\n${"0".repeat(100)}`],
    ["differ in two places that cancel out in a sum", (index: number) => `${index}\n${1_000_000 - index}`],
  ] as const) {
    it(`tells 300,000 apart that ${what}, and knows each again`, () => {
      const seen = fingerprinted();
      const rows = packed(Array.from({ length: 300_000 }, (_, index) => identity(index)));
      for (const row of rows) assert.ok(seen.add(row), identity(seen.size));
      for (const row of rows) assert.ok(!seen.add(row));
    });
  }
});
