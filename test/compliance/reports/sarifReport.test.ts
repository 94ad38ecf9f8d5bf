import assert from "node:assert/strict";
import { createRequire } from "node:module";
import ajvDraft04 from "ajv-draft-04";
import formats from "ajv-formats";
import { sarifReport } from "../../../src/compliance/reports/sarifReport.js";
import { checkedHost, complianceReport, denyRule, hostileReport, requireRule } from "../../support/complianceData.js";

interface Log {
  runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[];
}

/** OASIS's schema, as the package for testing SARIF ships it. */
const schema = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as object;

describe("the SARIF report", () => {
  const ajv = new ajvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
  formats.default(ajv);
  const validate = ajv.compile(schema);
  const render = (...args: Parameters<typeof complianceReport>) =>
    JSON.parse(sarifReport.render(complianceReport(...args))) as Log;

  const spared = { host: "*-00002", reason: "known", expires: "2027-01-01" };
  for (const [what, report] of [
    [
      "with violations and exemptions",
      complianceReport([denyRule({ exceptions: [spared] })], [checkedHost(1), checkedHost(2)]),
    ],
    ["with a violation of no single server", complianceReport([requireRule({ minimumHosts: 1 })], [])],
    ["without any", complianceReport([denyRule()], [])],
    ["with hostile text in every field", hostileReport()],
  ] as const) {
    it(`fits the schema of SARIF 2.1.0 ${what}`, () => {
      const parsed = JSON.parse(sarifReport.render(report)) as Log;
      assert.ok(validate(parsed), JSON.stringify(validate.errors));
      assert.equal(parsed.runs[0]?.results.length, report.violations.length + report.exemptions.length);
    });
  }

  it("would not match the schema if a result had no message", () => {
    const log = render([denyRule()], [checkedHost(1)]);
    delete log.runs[0]?.results[0]?.message;
    assert.ok(!validate(log));
  });

  it("points at the program's file, by a URI relative to the repository", () => {
    const places = (file: string) => {
      const log = render([denyRule()], [checkedHost(1)], { program: { file, line: 7 } });
      const [location] = log.runs[0]?.results[0]?.locations as { physicalLocation: object }[];
      return location?.physicalLocation;
    };
    const region = { startLine: 7 };
    const at = (uri: string) => ({ artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region });
    assert.deepEqual(places("infra/index.ts"), at("infra/index.ts"));
    assert.deepEqual(places(".\\infra\\my program#1.ts"), at("infra/my%20program%231.ts"));
  });

  it("links each result to its rule, and suppresses the results of exempt servers", () => {
    const rules = [denyRule({ name: "first", exceptions: [spared] }), denyRule({ name: "second", severity: "low" })];
    const [run] = render(rules, [checkedHost(1), checkedHost(2)]).runs;
    const seen = run?.results.map(({ ruleId, ruleIndex, level, suppressions }) => [
      ruleId,
      ruleIndex,
      level,
      suppressions !== undefined,
    ]);
    assert.deepEqual(seen, [
      ["first", 0, "error", false],
      ["second", 1, "note", false],
      ["second", 1, "note", false],
      ["first", 0, "error", true],
    ]);
    assert.deepEqual(
      run?.tool.driver.rules.map(({ id }) => id),
      ["first", "second"],
    );
  });

  it("gives a server the same fingerprint in every run, and every server a different one", () => {
    const prints = (numbers: number[], more = {}) =>
      render(
        [denyRule()],
        numbers.map((number) => checkedHost(number, more)),
      ).runs[0]?.results.map(({ partialFingerprints }) => Object.values(partialFingerprints as object)[0] as string);
    const [one, two] = prints([1, 2]) ?? [];
    assert.notEqual(one, two);
    assert.deepEqual(prints([2], { agentStatus: "offline", privateIp: "10.9.9.9" }), [two]);
  });
});
