import assert from "node:assert/strict";
import fc from "fast-check";
import structProto from "google-protobuf/google/protobuf/struct_pb.js";
import { StructWriter, type WireObject } from "../../src/plugin/structWriter.js";

function write(object: WireObject): Buffer {
  const writer = new StructWriter(1);
  writer.struct(object);
  return Buffer.concat(writer.take());
}

const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme", minLength: 40, maxLength: 300 }));
// Setting this one on an object is no property.
const key = text.filter((name) => name !== "__proto__");
// JavaScript lists integer names first, whatever their order.
const notNumeric = key.filter((name) => !/^\d+$/.test(name));
const { value: wireValue } = fc.letrec<{ value: unknown; list: unknown[]; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("value"), { maxLength: 5 }),
  object: fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: true }),
}));

describe("StructWriter", () => {
  it("writes what google-protobuf reads back as the same values", () => {
    fc.assert(
      fc.property(fc.dictionary(key, wireValue, { maxKeys: 6, noNullPrototype: true }), (object) => {
        const read = structProto.Struct.deserializeBinary(write(object as WireObject)).toJavaScript();
        assert.deepEqual(read, object);
      }),
      { numRuns: 2000 },
    );
  });

  it("writes the same bytes as google-protobuf", () => {
    fc.assert(
      fc.property(fc.dictionary(notNumeric, text, { maxKeys: 6, noNullPrototype: true }), (object) => {
        // It keeps the entries of a map sorted.
        const sorted = Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
        const theirs = structProto.Struct.fromJavaScript(sorted).serializeBinary();
        assert.deepEqual([...write(sorted)], [...theirs]);
      }),
    );
  });

  it("writes the same bytes for very long strings, which are pieces of their own, and for what is around them", () => {
    const texts = [65_536, 65_537, 1_000_000].flatMap((length) => ["t".repeat(length), "ü".repeat(length)]);
    const list = texts.map((text) => ({ before: "a", text, z: "after" }));
    const theirs = structProto.Struct.fromJavaScript({ list }).serializeBinary();
    assert.ok(write({ list }).equals(theirs));
  });

  it("writes the same bytes for strings and names of any length, the first time and later", () => {
    for (const name of [1, 58, 59, 60, 100, 119, 122, 123, 124, 127, 128].map((length) => "n".repeat(length))) {
      const texts = Array.from({ length: 132 }, (_, length) => "t".repeat(length));
      const list = [...texts, ...texts.map((each) => `${each}ü`)].map((each) => ({ [name]: each }));
      const theirs = structProto.Struct.fromJavaScript({ list }).serializeBinary();
      assert.ok(write({ list }).equals(theirs), `a name of ${name.length} characters`);
    }
  });

  it("grows with any number of values", () => {
    const hosts = Array.from({ length: 5000 }, (_, index) => ({
      hostId: `id-${index}`,
      hostName: "ü".repeat(index % 100),
    }));
    const read = structProto.Struct.deserializeBinary(write({ hosts })).toJavaScript();
    assert.deepEqual(read, { hosts });
  });
});
