import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeResult } from "../../src/plugin/invokeResponse.js";
import { RowEncoder } from "../../src/plugin/rowEncoder.js";
import { packedThings, type Thing } from "../support/things.js";

const thing: fc.Arbitrary<Thing> = fc.record({
  thingId: fc.string({ unit: "grapheme", maxLength: 80 }),
  thingName: fc.string(),
});
const pages = fc.array(fc.array(thing, { maxLength: 40 }), { maxLength: 12 });

function encoded(list: unknown): Buffer {
  return Buffer.concat(encodeResult({ totalNum: 7, hosts: list, drift: [{ inner: list }, null] }));
}

describe("RowEncoder", () => {
  it("gives the very bytes of the whole list, however it came in pages", () => {
    fc.assert(
      fc.property(pages, (read) => {
        const encoder = new RowEncoder();
        for (const page of read) encoder.add(packedThings(page));
        assert.deepEqual(encoded(encoder.list), encoded(read.flat()));
      }),
    );
  });

  it("gives those rows of a page that it was given, and no other", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(thing, fc.boolean()), { maxLength: 20 }), (rows) => {
        const encoder = new RowEncoder();
        const packed = packedThings(rows.map(([each]) => each));
        encoder.add(packed.filter((_, index) => rows[index]?.[1]));
        assert.deepEqual(encoded(encoder.list), encoded(rows.filter(([, taken]) => taken).map(([each]) => each)));
      }),
    );
  });

  it("holds nothing of what came before it was cleared", () => {
    const encoder = new RowEncoder();
    encoder.add(packedThings([{ thingId: "gone", thingName: "" }]));
    encoder.clear();
    encoder.add(packedThings([{ thingId: "here", thingName: "" }]));
    assert.deepEqual(encoded(encoder.list), encoded([{ thingId: "here", thingName: "" }]));
  });
});
