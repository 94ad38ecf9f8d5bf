import assert from "node:assert/strict";
import { fitting } from "../../src/compliance/hostPattern.js";

describe("hostPattern", () => {
  for (const [pattern, name, fits] of [
    ["*", "prod-web", true],
    ["*", "", true],
    ["**", "", true],
    ["prod-*", "", false],
    ["prod-*", "prod-", true],
    ["prod-*", "prod-a/b.c", true],
    ["prod-*", "prod-a\nb", true],
    ["*-web", "a\n-web", true],
    ["prod-*", "Prod-a", false],
    ["prod-?", "prod-ab", false],
    ["{web,api}-*", "api-1", true],
    ["{web,api}-*", "db-1", false],
    ["[ab]1", "b1", true],
    ["!prod", "!prod", true],
    ["!prod", "web", false],
    [".hidden*", ".hidden1", true],
    ["*", "..", true],
    ["prod-*", "prod-/..", true],
    ["prod-*", "prod-/../x", true],
    ["*.example.com", "a.b.example.com", true],
    ["*.example.com", "aXexample.com", false],
    ["web[.]1", "web.1", true],
    ["prod-\\*", "prod-*", true],
    ["prod-\\*", "prod-1", false],
  ] as const) {
    it(`${JSON.stringify(pattern)} ${fits ? "fits" : "does not fit"} ${JSON.stringify(name)}`, () => {
      assert.equal(fitting(pattern)(name), fits);
    });
  }
});
