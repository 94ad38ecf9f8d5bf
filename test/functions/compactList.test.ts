import assert from "node:assert/strict";
import { compactList } from "../../src/functions/compactList.js";
import type { Call } from "../../src/plugin/packageDefinition.js";

const call: Call = {
  signal: new AbortController().signal,
  status: () => undefined,
  info: () => undefined,
  warn: () => undefined,
};

describe("compactList", () => {
  const items = Array.from({ length: 1001 }, (_, index) => ({ index }));

  it("makes the compact form of all items, in pages and in their order", () => {
    const pages: number[] = [];
    const compact = (page: readonly object[]) => {
      pages.push(page.length);
      return { page };
    };
    const compacted = compactList<object>(items, { ...call, compact }) as { page: object[] }[];
    assert.deepEqual(pages, [500, 500, 1]);
    assert.deepEqual(
      compacted.flatMap(({ page }) => page),
      items,
    );
  });

  it("returns the items if the call has no compact form", () => {
    assert.equal(compactList(items, call), items);
  });
});
