import assert from "node:assert/strict";
import { nestsTooDeep } from "../../src/http/nestsTooDeep.js";

const FILL = `"${"x".repeat(300_000)}"`;
const nested = (depth: number, inner = "") => `[${FILL},${"[".repeat(depth)}${inner}${"]".repeat(depth)}]`;

describe("nestsTooDeep", () => {
  it("lets through what is nested a thousand deep, and no deeper", () => {
    assert.equal(nestsTooDeep(nested(999)), false);
    assert.equal(nestsTooDeep(nested(1000)), true);
  });

  it("counts braces too, and what is closed no more", () => {
    assert.equal(nestsTooDeep(`[${FILL},${'{"a":'.repeat(2000)}1${"}".repeat(2000)}]`), true);
    assert.equal(nestsTooDeep(`[${FILL}${",[{}]".repeat(2000)}]`), false);
  });

  it("takes brackets in texts for text, whatever is escaped there", () => {
    const text = JSON.stringify(`${"[".repeat(2000)}\\"${"[".repeat(2000)}\\\\`);
    assert.equal(nestsTooDeep(nested(10, text)), false);
    assert.equal(nestsTooDeep(nested(1000, text)), true);
  });

  it("ends at the end of a text that is cut off", () => {
    assert.equal(nestsTooDeep(`[${FILL},"${"[".repeat(5000)}`), false);
  });
});
