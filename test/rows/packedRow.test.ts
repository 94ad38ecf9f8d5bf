import assert from "node:assert/strict";
import fc from "fast-check";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import { packedThings, type Thing } from "../support/things.js";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({ unit: "binary", minLength: 100, maxLength: 400 }),
);
const things = fc.array(
  fc.record(
    { thingId: text, thingSize: fc.maxSafeInteger(), thingName: text },
    { requiredKeys: ["thingId", "thingName"], noNullPrototype: true },
  ),
  { maxLength: 30 },
);

/** What google-protobuf makes of the rows as the items of a list. */
function listOf(rows: ReturnType<typeof packedThings>): unknown {
  const items = rows.map(({ bytes, start, end }) => bytes.subarray(start, end));
  return structProto.ListValue.deserializeBinary(Buffer.concat(items)).toJavaScript();
}

describe("a packed row", () => {
  it("is unpacked to what it was packed from", () => {
    fc.assert(
      fc.property(things, (rows) => {
        const packed = packedThings(rows);
        assert.deepEqual(
          packed.map((row) => row.unpack()),
          rows,
        );
      }),
    );
  });

  it("is an item of a google.protobuf.ListValue", () => {
    fc.assert(
      fc.property(things, (rows) => {
        assert.deepEqual(listOf(packedThings(rows as Thing[])), rows);
      }),
    );
  });

  it("may be of any size, at any place between blocks of memory", () => {
    const rows = Array.from({ length: 400 }, (_, index) => ({
      thingId: `id-${index}`,
      thingName: "ü".repeat((index * index) % 70_000),
    }));
    assert.deepEqual(listOf(packedThings(rows)), rows);
  });

  for (const length of [0, 1, 3, 4, 5, 110, 118, 126, 127, 128, 129, 16_383, 16_384, 3_000_000]) {
    it(`has the right lengths in it with a text of ${length} bytes`, () => {
      const rows = [{ thingId: "x".repeat(length), thingName: "y" }];
      const packed = packedThings(rows);
      assert.deepEqual(listOf(packed), rows);
      assert.deepEqual(packed[0]?.unpack(), rows[0]);
    });
  }
});
