import assert from "node:assert/strict";
import { commonNamePart } from "../../src/compliance/commonNamePart.js";

describe("commonNamePart", () => {
  for (const [selectors, part] of [
    [[{ name: "nginx" }], "nginx"],
    [[{ namePattern: "team/**/nginx*" }, { name: "my-nginx", version: "1" }], undefined],
    [[{ namePattern: "*nginx*" }, { name: "my-nginx", version: "1" }], "nginx"],
    [[{ namePattern: "nginx*" }, { namePattern: "redis*" }], undefined],
    [[{ namePattern: "nginx*" }, { versionRange: "<1" }], undefined],
    [[{ namePattern: "{nginx,redis}" }], undefined],
    [[], undefined],
  ] as const) {
    it(`of ${JSON.stringify(selectors)} is ${part ?? "none"}`, () => {
      assert.equal(commonNamePart(selectors), part);
    });
  }
});
