import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeResult } from "../../src/plugin/invokeResponse.js";
import { ListEncoder } from "../../src/plugin/listEncoder.js";

const item = fc.record({ hostId: fc.string({ unit: "grapheme", maxLength: 80 }), publicIp: fc.string() });
const pages = fc.array(fc.array(item, { maxLength: 40 }), { maxLength: 12 });

function encoded(list: unknown): Buffer {
  return Buffer.concat(encodeResult({ totalNum: 7, hosts: list, drift: [{ inner: list }, null] }));
}

describe("ListEncoder", () => {
  it("gives the very bytes of the whole list, however it came in pages", () => {
    fc.assert(
      fc.property(pages, (read) => {
        const encoder = new ListEncoder();
        for (const page of read) encoder.add(page);
        assert.deepEqual(encoded(encoder.list), encoded(read.flat()));
      }),
    );
  });

  it("holds nothing of what came before it was cleared", () => {
    const encoder = new ListEncoder();
    encoder.add([{ hostId: "gone" }]);
    encoder.clear();
    encoder.add([{ hostId: "here" }]);
    assert.deepEqual(encoded(encoder.list), encoded([{ hostId: "here" }]));
  });
});
