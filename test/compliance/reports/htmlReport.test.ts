import assert from "node:assert/strict";
import { HtmlValidate } from "html-validate";
import { parse, type DefaultTreeAdapterMap } from "parse5";
import type { ComplianceReport } from "../../../src/compliance/complianceReport.js";
import type { ComplianceRule } from "../../../src/compliance/complianceRule.js";
import { htmlReport } from "../../../src/compliance/reports/htmlReport.js";
import { worstFirst } from "../../../src/compliance/worstFirst.js";
import { changedReport } from "../../support/changedReport.js";
import { checkedHost, complianceReport, denyRule, hostileReport, SCOPE } from "../../support/complianceData.js";

type Node = DefaultTreeAdapterMap["childNode"];

/** All elements of these names, in their order. */
function elements(
  node: Node | DefaultTreeAdapterMap["document"],
  ...names: string[]
): DefaultTreeAdapterMap["element"][] {
  const children = "childNodes" in node ? node.childNodes : [];
  return children.flatMap((child) => [
    ...("tagName" in child && names.includes(child.tagName) ? [child] : []),
    ...elements(child, ...names),
  ]);
}

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

function attribute(element: DefaultTreeAdapterMap["element"], wanted: string): string | undefined {
  return element.attrs.find(({ name }) => name === wanted)?.value;
}

/** The page as a reader of HTML understands it. It must not have to mend anything. */
function read(report: ComplianceReport) {
  const errors: string[] = [];
  const page = parse(htmlReport.render(report), { onParseError: ({ code }) => errors.push(code) });
  assert.deepEqual(errors, []);
  return page;
}

/** The cells of a table by the title of their column. */
function table(page: DefaultTreeAdapterMap["document"], id: string): Record<string, string>[] {
  const found = elements(page, "table").find((each) => attribute(each, "id") === id);
  const rows = found === undefined ? [] : elements(found, "tbody").flatMap((body) => elements(body, "tr"));
  return rows.map((row) =>
    Object.fromEntries(elements(row, "td").map((cell) => [attribute(cell, "data-label") ?? "", textOf(cell)])),
  );
}

const title = (report: ComplianceReport) => elements(read(report), "title").map(textOf);
const rule = (more: Partial<ComplianceRule>) => denyRule({ image: { name: "nginx" }, ...more });
/** A rule of low severity before one of high severity, for half of the servers each. */
const violations = (count: number) =>
  complianceReport(
    [
      rule({ name: "low", severity: "low", hosts: { namePattern: "*[02468]" } }),
      rule({ name: "high", severity: "high", hosts: { namePattern: "*[13579]" } }),
    ],
    Array.from({ length: count }, (_, number) => checkedHost(number)),
  );

describe("the HTML report", () => {
  for (const [what, report] of [
    ["no violations", violations(0)],
    ["one", violations(1)],
    ["three", violations(3)],
    ["scopes, exemptions, a baseline and a history", changedReport()],
    ["hostile text in every field", hostileReport()],
  ] as const) {
    it(`is valid HTML with ${what}`, async () => {
      const validator = new HtmlValidate({
        extends: ["html-validate:recommended", "html-validate:a11y"],
        // How the page is written; what it means is what counts here.
        rules: {
          "no-trailing-whitespace": "off",
          "doctype-style": "off",
          "no-inline-style": "error",
          "void-style": "off",
          "long-title": "off",
        },
      });
      const { results } = await validator.validateString(htmlReport.render(report));
      assert.deepEqual(
        results.flatMap(({ messages }) =>
          messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`),
        ),
        [],
      );
    });
  }

  for (const count of [0, 1, 3, 10_000]) {
    it(`has a row for each of ${count} violations, the worst first`, () => {
      const report = violations(count);
      assert.deepEqual(
        table(read(report), "violations").map((row) => [row.Severity, row.Server]),
        worstFirst(report.violations).map(({ severity, hostName, hostId }) => [severity, `${hostName}${hostId}`]),
      );
      assert.equal(report.violations.length, count);
    }).timeout(20_000);
  }

  it("says in its title where and when the servers were checked", () => {
    const passed = complianceReport([denyRule({ hosts: { namePattern: "none" } })], []);
    assert.deepEqual(title(passed), [
      `Image compliance passed: cn-north-4, project ${SCOPE.projectId}, enterprise project 0, 2026-11-24 12:00 UTC`,
    ]);
    assert.deepEqual(title(changedReport()), ["Image compliance failed: 2 scopes in 2 regions, 2026-11-24 12:00 UTC"]);
  });

  it("says what changed since the former run, and if only new violations fail", () => {
    const sentences = (report: ComplianceReport) => elements(read(report), "p").map(textOf).slice(1, 2);
    const change = "7 new, 2 fixed, 13 unchanged since 2026-11-23T12:00:00.000Z.";
    assert.deepEqual(sentences(changedReport()), [change]);
    assert.deepEqual(sentences({ ...changedReport(), failOn: "new" }), [`${change} Only new violations fail.`]);
  });

  it("shows the rules that failed first, and the worst of them first", () => {
    const page = read(changedReport());
    const rules = elements(page, "table").findLast((each) => attribute(each, "id") === undefined);
    assert.ok(rules);
    const cells = elements(rules, "td").map((cell) => [attribute(cell, "data-label"), textOf(cell)]);
    const of = (wanted: string) => cells.filter(([label]) => label === wanted).map(([, text]) => text);
    assert.deepEqual(of("Severity"), ["critical", "high", "medium", "low", "critical"]);
    assert.deepEqual(of("Result"), ["✗ failed", "✗ failed", "✗ failed", "✗ failed", "✓ passed"]);
  });

  it("lists what is fixed, and the exemptions with their owners", () => {
    const page = read(changedReport());
    assert.deepEqual(
      table(page, "fixed").map(({ Severity, Server }) => [Severity, Server]),
      [
        ["critical", "not known"],
        ["low", "goneid-9"],
      ],
    );
    assert.deepEqual(
      table(page, "exemptions").map(({ Until, Owner }) => [Until, Owner]),
      [
        ["2027-12-31", ""],
        ["2026-12-01", "LiOPS-7"],
      ],
    );
  });

  it("shows the images of a violation that its reason does not name", () => {
    const report = violations(1);
    const [violation] = report.violations;
    assert.ok(violation);
    const images = ["nginx", "web:1", "web:2"];
    const [row] = table(read({ ...report, violations: [{ ...violation, images }] }), "violations");
    assert.equal(row?.Reason, "holds nginxweb:1, web:2");
  });

  it("keeps joiners in words and emoji", () => {
    const hostName = "می\u200cخواهم-👩🏽\u200d💻";
    const report = complianceReport([denyRule()], [checkedHost(1, { hostName, hostId: "" })]);
    assert.equal(table(read(report), "violations")[0]?.Server, hostName);
  });

  it("lists the images that were not judged", () => {
    const report = violations(0);
    const unresolved = ["web:latest (no-old-web: its version has no number)"];
    const page = read({ ...report, metadata: { ...report.metadata, unresolved, requestIds: [] } });
    const [details] = elements(page, "details");
    assert.ok(details);
    assert.match(
      textOf(details),
      /⚠ Not judged, because HSS does not say what a rule needs: 1 image\s+web:latest \(no-old-web/,
    );
  });

  it("counts one request ID as one", () => {
    const report = violations(1);
    const page = read({ ...report, metadata: { ...report.metadata, requestIds: ["r1"] } });
    assert.deepEqual(elements(page, "summary").map(textOf), ["1 request ID"]);
  });
});
