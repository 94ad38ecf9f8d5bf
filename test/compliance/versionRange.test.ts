import assert from "node:assert/strict";
import { versionRange } from "../../src/compliance/versionRange.js";

describe("a range of versions", () => {
  for (const [range, version, includes] of [
    ["<1.25.4", "1.25.3", true],
    ["<1.25.4", "1.25.4", false],
    ["<1.25.4", "1.25.3-alpine", true],
    ["<1.25.3", "1.25.3-rc1", false],
    ["=1.25.3", "1.25.3-alpine3.19", true],
    [">=2 <3", "2.9", true],
    [">=2 <3", "3.0.0", false],
    ["^1.4", "1.25", true],
    ["^1.4", "2.0", false],
    ["~1.4.1", "1.4.9", true],
    ["1.x || 3", "3.1.2", true],
    ["<2", "v1.2", true],
    ["<2", "V1.2", true],
    ["<=20.04", "20.04", true],
    ["<20.04", "20.04", false],
    ["<22.04", "20.04.1", true],
    [">=2026.10", "2026.11.0", true],
    [">=2026.12", "2026.11.0", false],
    ["<20261125", "20261124", true],
    ["<=1.2.3", "1.2.3.4", true],
    ["<1.2.3", "1.2.3.4", false],
    ["<99", "1.25rc1", true],
    ["<99", "7-alpine", true],
    ["<2", "release-1.2", true],
    ["<4", "alpine3.19", true],
    ["<99", "latest", undefined],
    ["<99", "", undefined],
    ["<99", "9e107d9d", undefined],
    ["<99", "pr-17", undefined],
    ["*", "20261124153000123456", undefined],
  ] as const) {
    const what = { true: "includes", false: "does not include", undefined: "finds no number in" }[String(includes)];
    it(`${range} ${what ?? ""} ${JSON.stringify(version)}`, () => {
      assert.equal((versionRange(range) ?? assert.fail("not a range")).includes(version), includes);
    });
  }

  for (const text of ["latest", "1.2.3.4", "<<1", "1..2", ">= x.1"]) {
    it(`is not ${text}`, () => {
      assert.equal(versionRange(text), undefined);
    });
  }
});
