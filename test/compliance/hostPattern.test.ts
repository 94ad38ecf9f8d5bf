import assert from "node:assert/strict";
import fc from "fast-check";
import { fitting, hostPattern } from "../../src/compliance/hostPattern.js";

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

  it("does not become slow with many stars and a long name that does not match", () => {
    const name = "a".repeat(4000);
    assert.equal(fitting("*a*a*a*a*a*a*b")(name), false);
    assert.equal(fitting("*{a*,*a}*{a,aa}*b")(name), false);
    assert.equal(fitting("*a*a*a*a*a*a*")(name), true);
  });

  it("matches the same names as an equivalent regular expression", () => {
    const part = fc.constantFrom("a", "b", "*", "?", "[ab]", "[!a]", "{a,b*}", "{ab,?}");
    const meaning: Record<string, string> = {
      "*": ".*",
      "?": ".",
      "[!a]": "[^a]",
      "{a,b*}": "(a|b.*)",
      "{ab,?}": "(ab|.)",
    };
    const name = fc.string({ unit: fc.constantFrom("a", "b", "c", "\n"), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), name, (parts, text) => {
        const regex = new RegExp(`^${parts.map((each) => meaning[each] ?? each).join("")}$`, "s");
        assert.equal(fitting(parts.join(""))(text), regex.test(text));
      }),
      { numRuns: 5000 },
    );
  });

  for (const pattern of ["[", "]", "[]", "{a", "a}", "{a}", "{a,b", "[a"]) {
    it(`refuses ${pattern}, whose brackets are invalid`, () => {
      assert.equal(hostPattern(pattern), undefined);
    });
  }
});
