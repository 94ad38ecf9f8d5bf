import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { FUNCTIONS, pages } from "../../scripts/docs/pages.js";

describe("the reference pages", () => {
  it("match the definitions; npm run docs updates them", async () => {
    const expected = await pages();
    for (const [path, text] of expected) assert.equal(await readFile(path, "utf8"), text, path);
    const there = await readdir(FUNCTIONS);
    assert.deepEqual(
      there.map((name) => `${FUNCTIONS}/${name}`).sort(),
      [...expected.keys()].filter((path) => path.startsWith(FUNCTIONS)).sort(),
    );
  });
});
