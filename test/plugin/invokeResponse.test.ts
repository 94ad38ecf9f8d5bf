import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeItems, encodeResult } from "../../src/plugin/invokeResponse.js";

const thing = fc.record({ thingId: fc.string({ unit: "grapheme", maxLength: 80 }), tags: fc.array(fc.string()) });
const pages = fc.array(fc.array(thing, { maxLength: 40 }), { maxLength: 12 });

function encoded(list: unknown): Buffer {
  return Buffer.concat(encodeResult({ totalNum: 7, hosts: list, drift: [{ inner: list }, null] }));
}

describe("encodeItems", () => {
  it("gives the same bytes as the whole list, whichever items are encoded in advance, and in which groups", () => {
    fc.assert(
      fc.property(pages, fc.func(fc.boolean()), (read, isAhead) => {
        const mixed = read.flatMap<object>((page) => (isAhead(page) ? [encodeItems(page)] : page));
        assert.deepEqual(encoded(mixed), encoded(read.flat()));
      }),
    );
  });

  it("does not leave parts of items that cannot be encoded in the next answer", () => {
    const broken = [{ good: "text" }, { bad: undefined }].reverse();
    assert.throws(() => encodeItems(broken), TypeError);
    const items = [{ thingId: "a" }];
    assert.deepEqual(encoded([encodeItems(items)]), encoded(items));
  });
});
