import assert from "node:assert/strict";
import fc from "fast-check";
import { coverExactly, type Prefix } from "../../src/addresses/coverExactly.js";

const BITS = 7;
const SIZE = 2 ** BITS;

/** The fewest prefixes for these members of a block, by trying each block whole and in halves. */
function fewest(members: ReadonlySet<number>, first: number, size: number): number {
  const within = [...members].filter((each) => each >= first && each < first + size).length;
  if (within === 0) return 0;
  const whole = within === size ? 1 : Infinity;
  if (size === 1) return whole;
  return Math.min(whole, fewest(members, first, size / 2) + fewest(members, first + size / 2, size / 2));
}

function members({ first, length }: Prefix): number[] {
  return Array.from({ length: 2 ** (BITS - length) }, (_, index) => Number(first) + index);
}

const anySet = fc.oneof(
  fc.uniqueArray(fc.nat(SIZE - 1)),
  // Nearly all of the space, so that large blocks appear, with holes.
  fc
    .uniqueArray(fc.nat(SIZE - 1), { maxLength: 6 })
    .map((holes) => Array.from({ length: SIZE }, (_, index) => index).filter((each) => !holes.includes(each))),
);

describe("coverExactly", () => {
  it("covers every address and nothing else, in the fewest prefixes, in order", () => {
    fc.assert(
      fc.property(anySet, (list) => {
        const sorted = list.toSorted((a, b) => a - b);
        const prefixes = coverExactly(sorted.map(BigInt), BITS);
        assert.deepEqual(prefixes.flatMap(members), sorted);
        assert.equal(prefixes.length, fewest(new Set(list), 0, SIZE));
        for (const { first, length } of prefixes) assert.equal(first % BigInt(2 ** (BITS - length)), 0n, "not aligned");
      }),
      { numRuns: 2000 },
    );
  });

  it("returns one prefix for the whole address space, and none for no addresses", () => {
    const all = Array.from({ length: SIZE }, (_, index) => BigInt(index));
    assert.deepEqual(coverExactly(all, BITS), [{ first: 0n, length: 0 }]);
    assert.deepEqual(coverExactly([], BITS), []);
  });
});
