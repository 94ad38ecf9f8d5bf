import assert from "node:assert/strict";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { markdownReport } from "../../../src/compliance/reports/markdownReport.js";
import { markdownCode } from "../../../src/compliance/reports/markdownCode.js";
import { markdownProse } from "../../../src/compliance/reports/markdownProse.js";
import { checkedHost, complianceReport, denyRule, HOSTILE, hostileReport } from "../../support/complianceData.js";

const COMMENT_LIMIT = 65_536;
const render = (markdown: string) =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
/** What the reader sees of HTML. */
const seen = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\u2060/g, "");
const clean = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "\ufffd")
    .toWellFormed()
    .trim();

describe("the Markdown report", () => {
  it("has the verdict, a table of the rules, and the servers, folded", () => {
    const exceptions = [{ host: "*-00003", reason: "known", expires: "2027-01-01" }];
    const rules = [
      denyRule({ exceptions, description: "CVE-2021-44228." }),
      denyRule({ name: "other", hosts: { namePattern: "none" } }),
    ];
    const markdown = markdownReport.render(
      complianceReport(
        rules,
        [1, 2, 3].map((number) => checkedHost(number)),
      ),
    );
    assert.equal(
      markdown,
      `## ❌ Image compliance failed

2 violations, 1 of 2 rules failed.

| | Rule | Image | Violations | Stale | Exempt |
| --- | --- | --- | ---: | ---: | ---: |
| 🟥 | \`no-log4j\` (critical) | \`deny log4j-demo\` | 2 | 0 | 1 |
| ✅ | \`other\` (critical) | \`deny log4j-demo\` | 0 | 0 | 0 |

<details><summary><code>no-log4j</code>: 2 violations</summary>

CVE\\-2021\\-44228\\.

- \`prod-web-00001 (00000000-0000-4000-a000-000000000001)\` holds log4j\\-demo
- \`prod-web-00002 (00000000-0000-4000-a000-000000000002)\` holds log4j\\-demo

</details>

<details><summary>1 exemption</summary>

- \`prod-web-00003 (00000000-0000-4000-a000-000000000003)\` from \`no-log4j\` until 2027-01-01: known

</details>

Scope: \`cn-north-4, project 0a1b2c3d4e5f60718293a4b5c6d7e8f9, enterprise project 0\`, as of 2026-11-24T12:00:00.000Z, by pulumi-resource-huaweicloud-hss 0.1.0.
`,
    );
  });

  for (const text of HOSTILE) {
    it(`shows ${JSON.stringify(text)} as it is, as code in a table and as prose`, () => {
      const table = render(`| a | b |\n| --- | --- |\n| ${markdownCode(text)} | end |\n`);
      const [, cell = "", last] = /<td>([^]*?)<\/td>\s*<td>([^]*?)<\/td>/.exec(table) ?? [];
      assert.equal(seen(cell), clean(text));
      assert.match(cell, /^<code>[^<]*<\/code>$/);
      assert.equal(last, "end");
      const prose = render(`before ${markdownProse(text)} after`);
      assert.equal(
        seen(prose),
        `before ${text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "\ufffd").toWellFormed()} after`,
      );
      assert.match(prose, /^<p>[^<]*<\/p>$/);
      assert.doesNotMatch(prose.replace(/&[#\w]+;/g, ""), /@\w|#\d|GH-\d/);
    });
  }

  it("contains only its own elements, with hostile text in every field", () => {
    const elements = new Set(
      Array.from(render(markdownReport.render(hostileReport())).matchAll(/<\/?([^\s>]*)[^>]*>/g), ([, name]) => name),
    );
    const own = [
      "h2",
      "p",
      "table",
      "thead",
      "tbody",
      "tr",
      "th",
      "td",
      "code",
      "details",
      "summary",
      "ul",
      "li",
      "strong",
    ];
    assert.deepEqual(
      [...elements].filter((name) => !own.includes(name ?? "")),
      [],
    );
  });

  it("fits into a comment with 10,000 violations, and says how many it left out", () => {
    const hosts = Array.from({ length: 10_000 }, (_, number) => checkedHost(number));
    const markdown = markdownReport.render(complianceReport([denyRule()], hosts));
    assert.ok(markdown.length < COMMENT_LIMIT && markdown.length > COMMENT_LIMIT - 3000, String(markdown.length));
    const listed = markdown.match(/^- /gm)?.length ?? 0;
    const [, more] = /\*\*… and ([\d,]+) violations more\*\*/.exec(markdown) ?? [];
    assert.equal(listed + Number(more?.replace(",", "")), 10_000);
    assert.equal(markdown.match(/<details>/g)?.length, markdown.match(/<\/details>/g)?.length);
  });

  it("fits into a comment even if its rules do not", () => {
    const rules = Array.from({ length: 1000 }, (_, number) => denyRule({ name: `rule ${number} ${"x".repeat(150)}` }));
    const markdown = markdownReport.render(complianceReport(rules, [checkedHost(1)]));
    assert.ok(markdown.length < COMMENT_LIMIT, String(markdown.length));
    assert.match(markdown, /… and \d+ rules, [\d,]+ violations more/);
  });
});
