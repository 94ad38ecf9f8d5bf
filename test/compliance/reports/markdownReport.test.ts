import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import type { ComplianceReport, FailOn } from "../../../src/compliance/complianceReport.js";
import type { Severity } from "../../../src/compliance/complianceRule.js";
import { counted } from "../../../src/compliance/counted.js";
import { readBaseline } from "../../../src/compliance/readBaseline.js";
import { baselineReport } from "../../../src/compliance/reports/baselineReport.js";
import { jsonReport } from "../../../src/compliance/reports/jsonReport.js";
import { markdownReport } from "../../../src/compliance/reports/markdownReport.js";
import { markdownCode } from "../../../src/compliance/reports/markdownCode.js";
import { markdownProse } from "../../../src/compliance/reports/markdownProse.js";
import { sinceBaseline } from "../../../src/compliance/sinceBaseline.js";
import { PYTHON } from "../../support/available.js";
import {
  checkedHost,
  complianceReport,
  denyRule,
  HOSTILE,
  hostileReport,
  requireRule,
  SCOPE,
} from "../../support/complianceData.js";
import { pythonWith } from "../../support/pythonWith.js";
import { run } from "../../support/run.js";

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
      `<!-- huaweicloud-hss-compliance efb1e899e7cc -->
## ❌ Image compliance failed

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
      "!--",
    ];
    assert.deepEqual(
      [...elements].filter((name) => !own.includes(name ?? "")),
      [],
    );
  });

  it("begins with a comment of its own for each file of rules and each scope, whatever it found", () => {
    const marker = (...args: Parameters<typeof complianceReport>) =>
      markdownReport.render(complianceReport(...args)).split("\n")[0] ?? "";
    const own = marker([denyRule()], [checkedHost(1)]);
    assert.match(own, /^<!-- huaweicloud-hss-compliance [0-9a-f]{12} -->$/);
    assert.equal(marker([requireRule()], []), own);
    assert.notEqual(marker([denyRule()], [], { program: { file: "other.yaml", line: 7 } }), own);
    assert.notEqual(marker([denyRule()], [], {}, { ...SCOPE, enterpriseProjectId: "1" }), own);
    assert.equal(markdownReport.render(hostileReport()).match(/<!-- huaweicloud/g)?.length, 1);
  });

  describe("with a baseline", () => {
    const since = (
      former: number[],
      now: number[],
      { render: renderBaseline } = baselineReport,
      failOn: FailOn = "all",
    ) => {
      const of = (numbers: number[]) =>
        complianceReport(
          [denyRule()],
          numbers.map((number) => checkedHost(number)),
          { failOn },
        );
      return markdownReport.render(
        sinceBaseline(of(now), readBaseline(renderBaseline(sinceBaseline(of(former), undefined)))),
      );
    };

    it("says how many violations are new and fixed, marks the new ones, and opens their list", () => {
      const markdown = since([1, 2, 3, 4, 5, 6], [6, 7, 8]);
      assert.match(markdown, /^\*\*2 new, 5 fixed\*\*, 1 unchanged since 2026-11-24T12:00:00\.000Z\.$/m);
      assert.match(markdown, /^<details open><summary><code>no-log4j<\/code>: 3 violations, 2 new<\/summary>$/m);
      const lines = markdown.split("\n").filter((line) => line.includes("holds"));
      assert.deepEqual(
        lines.map((line) => line.replace(/\(.*/, "")),
        ["- 🆕 `prod-web-00007 ", "- 🆕 `prod-web-00008 ", "- `prod-web-00006 "],
      );
      assert.match(markdown, /<summary>5 fixed<\/summary>\n\n- `no-log4j`: 5 violations\n/);
    });

    it("names the servers that are fixed if the baseline has their names", () => {
      assert.match(
        since([1, 2], [2], jsonReport),
        /<summary>1 fixed<\/summary>\n\n- `prod-web-00001 \([^)]*\)`: `no-log4j`\n/,
      );
    });

    it("passes with unchanged violations if only new ones fail, and says so", () => {
      const markdown = since([1], [1], baselineReport, "new");
      assert.match(markdown, /## ✅ Image compliance passed\n\n1 violation, 1 of 1 rule failed\.\n/);
      assert.match(markdown, /1 unchanged since [^ ]*\. Only new violations fail\.$/m);
      assert.doesNotMatch(markdown, /🆕|<details open>/);
    });

    for (const [failOn, shown] of [
      ["new", true],
      ["all", false],
    ] as const) {
      it(`${shown ? "shows" : "leaves out"} a new, mild violation behind 1,000 worse ones if ${failOn} fail`, () => {
        const rules = [
          denyRule({ hosts: { namePattern: "*-0[0-8]*" } }),
          denyRule({ name: "mild", severity: "low", hosts: { namePattern: "*-09999" } }),
        ];
        const most = Array.from({ length: 1000 }, (_, number) => checkedHost(number));
        const former = readBaseline(baselineReport.render(complianceReport(rules, most)));
        const now = complianceReport(rules, [...most, checkedHost(9999)], { failOn });
        assert.equal(markdownReport.render(sinceBaseline(now, former)).includes("🆕 `prod-web-09999"), shown);
      });
    }

    it("counts the fixed violations that do not fit", () => {
      const most = Array.from({ length: 1000 }, (_, number) => number);
      const more = most.map((number) => number + 5000);
      assert.match(since(most, more), /… and \d+ violations, 1,000 fixed violations more/);
    });
  });

  describe("shows the worst first", () => {
    const fleet = (count: number, from = 0) => Array.from({ length: count }, (_, number) => checkedHost(from + number));
    const rule = (name: string, severity: Severity, namePattern: string) =>
      denyRule({ name, severity, hosts: { namePattern } });
    const linesOf = (markdown: string) => markdown.match(/^- `prod-web-\d+/gm) ?? [];

    it("when 1,000 violations of low severity come before a critical one", () => {
      const rules = [rule("low", "low", "prod-web-0*"), rule("worst", "critical", "prod-web-9*")];
      const markdown = markdownReport.render(complianceReport(rules, [...fleet(1000), checkedHost(90_000)]));
      assert.equal(linesOf(markdown)[0], "- `prod-web-90000");
      assert.match(markdown, /\| 🟥 \| `worst`[^]*\| 🟦 \| `low`/);
      assert.match(markdown, /… and \d+ violations more/);
    });

    it("and no milder violation as long as a worse one is left out", () => {
      const rules = [rule("low", "low", "prod-web-0*"), rule("worst", "critical", "prod-web-9*")];
      const markdown = markdownReport.render(complianceReport(rules, [checkedHost(1), ...fleet(1000, 90_000)]));
      assert.doesNotMatch(markdown, /^- `prod-web-00001/m);
      assert.match(markdown, /\| 🟦 \| `low`/);
    });

    it("and two rules of the same severity in turns", () => {
      const rules = [rule("many", "high", "prod-web-0*"), rule("one", "high", "prod-web-9*")];
      const markdown = markdownReport.render(complianceReport(rules, [...fleet(1000), checkedHost(90_000)]));
      assert.match(markdown, /^- `prod-web-90000/m);
    });

    it("and other servers beside a very long name", () => {
      const long = checkedHost(0, { hostName: `a${"x".repeat(100_000)}`, agentStatus: "y".repeat(100_000) });
      const exceptions = [{ host: "z", reason: "z".repeat(100_000), expires: "2026-01-31" }];
      const rules = [denyRule({ description: "d".repeat(100_000), exceptions, image: { name: "i".repeat(1000) } })];
      const markdown = markdownReport.render(
        complianceReport(rules, [long, checkedHost(1), checkedHost(2, { hostName: "z" })]),
      );
      assert.match(markdown, /^- `axxx/m);
      assert.match(markdown, /^- `prod-web-00001/m);
      assert.match(markdown, /^- `z /m);
    });
  });

  describe("is read by Markdown readers of other people", () => {
    const cases: { what: string; report: ComplianceReport; items: number }[] = [0, 1, 3].map((count) => ({
      what: counted(count, "violation"),
      report: complianceReport(
        [denyRule()],
        Array.from({ length: count }, (_, number) => checkedHost(number)),
      ),
      items: count,
    }));
    const many = complianceReport(
      [denyRule()],
      Array.from({ length: 10_000 }, (_, number) => checkedHost(number)),
    );
    const shown = markdownReport.render(many).match(/^- /gm)?.length ?? 0;
    cases.push({ what: "10,000 violations", report: many, items: shown });
    const hostile = hostileReport();
    const all = hostile.violations.length + hostile.exemptions.length;
    const [, left = "0", exempt = "0"] =
      /… and (\d+) violations(?:, (\d+) exemptions)? more/.exec(markdownReport.render(hostile)) ?? [];
    cases.push({ what: "hostile names", report: hostile, items: all - Number(left) - Number(exempt) });

    const assertRead = (page: string, { report, items }: (typeof cases)[number]) => {
      assert.equal(page.match(/<li>/g)?.length ?? 0, items);
      assert.equal(page.match(/<details/g)?.length, page.match(/<\/details>/g)?.length);
      assert.equal(page.match(/<tr>/g)?.length, report.rules.length + 1);
      assert.doesNotMatch(page, /<(?:script|img|a)\b/);
    };

    for (const each of cases) {
      it(`micromark: ${each.what}`, () => {
        assertRead(render(markdownReport.render(each.report)), each);
      });
    }

    (PYTHON ? it : it.skip)("markdown-it-py: all of these", async function () {
      this.timeout(120_000);
      const python = await pythonWith("markdown-it", ["markdown-it-py==4.3.0"]);
      const program = `
import json, sys
from markdown_it import MarkdownIt
reader = MarkdownIt("commonmark").enable("table")
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    print(json.dumps([reader.render(page) for page in json.load(file)]))
`;
      const folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-markdown-"));
      try {
        const file = join(folder, "pages.json");
        await writeFile(file, JSON.stringify(cases.map(({ report }) => markdownReport.render(report))));
        const pages = JSON.parse(await run(python, ["-c", program, file])) as string[];
        for (const [index, each] of cases.entries()) assertRead(pages[index] ?? "", each);
      } finally {
        await rm(folder, { recursive: true });
      }
    });
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
    assert.match(markdown, /^- `prod-web-00001/m, "servers must have room beside the rules");
  });
});
