import assert from "node:assert/strict";
import { excessIn } from "../../src/http/excessIn.js";

const FILL = `"${"x".repeat(300_000)}"`;
const nested = (depth: number, inner = "") => `[${FILL},${"[".repeat(depth)}${inner}${"]".repeat(depth)}]`;

const TOO_DEEP = "it is nested too deeply";

describe("excessIn", () => {
  it("accepts a nesting of a thousand levels, and no more", () => {
    assert.equal(excessIn(nested(999)), undefined);
    assert.equal(excessIn(nested(1000)), TOO_DEEP);
  });

  it("also counts braces, but not closed brackets", () => {
    assert.equal(excessIn(`[${FILL},${'{"a":'.repeat(2000)}1${"}".repeat(2000)}]`), TOO_DEEP);
    assert.equal(excessIn(`[${FILL}${",[{}]".repeat(2000)}]`), undefined);
  });

  it("ignores brackets in strings, with any escapes", () => {
    const text = JSON.stringify(`${"[".repeat(2000)}\\"${"[".repeat(2000)}\\\\`);
    assert.equal(excessIn(nested(10, text)), undefined);
    assert.equal(excessIn(nested(1000, text)), TOO_DEEP);
  });

  it("accepts 200,000 values, and no more", () => {
    const list = (values: number) =>
      `[${Array<string>(values - 1)
        .fill("0")
        .join()},${FILL}]`;
    assert.equal(excessIn(list(200_000)), undefined);
    assert.equal(excessIn(list(200_001)), "it holds more than 200000 values");
    assert.equal(excessIn(list(10).replace("x", ",".repeat(300_000))), undefined);
  });

  it("stops at the end of an unterminated string", () => {
    assert.equal(excessIn(`[${FILL},"${"[".repeat(5000)}`), undefined);
  });
});
