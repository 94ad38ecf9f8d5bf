import assert from "node:assert/strict";
import fc from "fast-check";
import { glob } from "../../src/compliance/glob.js";

const path = (pattern: string) => glob(pattern, "path") ?? assert.fail(pattern);

describe("a glob for paths", () => {
  for (const [pattern, name, fits] of [
    ["*", "nginx", true],
    ["*", "team/nginx", false],
    ["**", "team/web/nginx", true],
    ["nginx", "nginx-exporter", false],
    ["nginx", "team/nginx", false],
    ["nginx*", "nginx-exporter", true],
    ["nginx*", "nginx/x", false],
    ["**/httpd", "httpd", true],
    ["**/httpd", "team/web/httpd", true],
    ["**/httpd", "xhttpd", false],
    ["**/httpd", "team/xhttpd", false],
    ["team/**/httpd", "team/httpd", true],
    ["team/**/httpd", "team/a/b/httpd", true],
    ["team/**/httpd", "team/ahttpd", false],
    ["team/**", "team/a/b", true],
    ["team/**", "team", false],
    ["a**/b", "ax/y/b", true],
    ["a**/b", "ab", false],
    ["*/*", "team/nginx", true],
    ["*/*", "a/b/c", false],
    ["team?nginx", "team/nginx", false],
    ["team[/-]nginx", "team/nginx", false],
    ["team[!a]nginx", "team/nginx", false],
    ["team[/-]nginx", "team-nginx", true],
    ["{team,{a,b}/c}/nginx", "b/c/nginx", true],
    ["{team,**/c}/nginx", "c/nginx", true],
    ["{**/,}nginx", "a/nginx", true],
    ["x{a,**/b}", "xb", false],
    ["swr.cn-north-4.myhuaweicloud.com/*/nginx", "swr.cn-north-4.myhuaweicloud.com/team/nginx", true],
    ["swr.cn-north-4.myhuaweicloud.com/*/nginx", "swrxcn-north-4.myhuaweicloud.com/team/nginx", false],
    ["*.cn-*/**", "swr.cn-north-4.myhuaweicloud.com/team/nginx", true],
    ["Nginx", "nginx", false],
  ] as const) {
    it(`${pattern} ${fits ? "fits" : "does not fit"} ${name}`, () => {
      assert.equal(path(pattern).fits(name), fits);
    });
  }

  it("does not become slow with many stars and a long name that does not match", () => {
    const name = "a/".repeat(2000);
    assert.equal(path("**/a/**/a/**/a/**/a/**/a/**/b").fits(name), false);
    assert.equal(path("*a*a*a*a*a*a*b").fits("a".repeat(4000)), false);
  });

  it("matches the same names as an equivalent regular expression", () => {
    const part = fc.constantFrom("a", "/", "*", "**", "?", "[a/]", "[!a]", "{a,/*}");
    const meaning: Record<string, string> = {
      "*": "[^/]*",
      "**": ".*",
      "?": "[^/]",
      "[a/]": "a",
      "[!a]": "[^a/]",
      "{a,/*}": "(a|/[^/]*)",
    };
    const name = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), name, (parts, text) => {
        // Two stars beside each other would be another token, and one with a slash after it may stand for nothing.
        const apart = parts.filter((each, index) => !(each.startsWith("*") && parts[index - 1]?.startsWith("*")));
        if (/(^|\/)\*\*\//.test(apart.join(""))) return;
        const regex = new RegExp(`^${apart.map((each) => meaning[each] ?? each).join("")}$`, "s");
        assert.equal(path(apart.join("")).fits(text), regex.test(text), apart.join(""));
      }),
      { numRuns: 2000 },
    );
  });

  for (const [pattern, literal] of [
    ["nginx", "nginx"],
    ["**/httpd", "httpd"],
    ["team/**/httpd", "team/"],
    ["a*bcd?ef", "bcd"],
    ["{web,api}-x", "-x"],
    ["ab{cd,ef}", "ab"],
    ["*", ""],
    ["\\*x", "*x"],
    ["a[b]c", "a"],
  ] as const) {
    it(`${pattern} is only for names with ${JSON.stringify(literal)}`, () => {
      assert.equal(path(pattern).literal, literal);
    });
  }
});
