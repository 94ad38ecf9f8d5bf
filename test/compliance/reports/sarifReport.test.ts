import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import ajvDraft04 from "ajv-draft-04";
import formats from "ajv-formats";
import type { ComplianceReport } from "../../../src/compliance/complianceReport.js";
import { evaluateRules } from "../../../src/compliance/evaluateRules.js";
import { sarifReport } from "../../../src/compliance/reports/sarifReport.js";
import {
  AS_OF,
  checkedHost,
  complianceReport,
  denyRule,
  FIXED,
  hostileReport,
  reportsOfSizes,
  requireRule,
} from "../../support/complianceData.js";

interface Result extends Record<string, unknown> {
  level: string;
  message: { text: string };
  partialFingerprints: Record<string, string>;
}

interface Rule {
  id: string;
  name?: string;
  fullDescription: { text: string };
  help: { text: string; markdown: string };
  properties: Record<string, unknown>;
}

interface Invocation {
  executionSuccessful: boolean;
  toolExecutionNotifications: { level: string; message: { text: string } }[];
}

interface Log {
  runs: {
    tool: { driver: { fullName: string; rules: Rule[] } };
    automationDetails: { id: string };
    invocations: [Invocation];
    properties: Record<string, unknown>;
    results: Result[];
  }[];
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
    ...reportsOfSizes(),
    ["with hostile text in every field", hostileReport()],
  ] as const) {
    for (const sarifResults of ["violations", "all"] as const) {
      it(`fits the schema of SARIF 2.1.0 ${what}, and contains ${sarifResults}`, () => {
        const parsed = JSON.parse(sarifReport.render({ ...report, sarifResults })) as Log;
        assert.ok(validate(parsed), JSON.stringify(validate.errors));
        const exempt = sarifResults === "all" ? report.exemptions.length : 0;
        assert.equal(parsed.runs[0]?.results.length, report.violations.length + exempt);
      });
    }
  }

  const inScopes = (count: number) => {
    const scopes = Array.from({ length: count }, (_, index) => ({
      region: `region-${index}`,
      projectId: `project-${index}`,
      enterpriseProjectId: "0",
    }));
    const hosts = [checkedHost(1), checkedHost(2), checkedHost(3)];
    const evaluation = evaluateRules(
      [denyRule()],
      scopes.map((scope) => ({
        scope,
        holdingsOf: () => [{ image: undefined, hosts }],
        exemptImages: () => new Set(),
        all: hosts,
      })),
      Date.parse(AS_OF),
    );
    const report = complianceReport([denyRule()], []);
    const metadata = { ...report.metadata, scopes, requestIds: ["request-1"] };
    return JSON.parse(sarifReport.render({ ...report, ...evaluation, metadata })) as Log;
  };

  it("would not match the schema if a result had no message", () => {
    const log = render([denyRule()], [checkedHost(1)]);
    Reflect.deleteProperty(log.runs[0]?.results[0] ?? {}, "message");
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

  it("links each result to its rule, the most severe first, and suppresses exempt servers if they are wanted", () => {
    const rules = [denyRule({ name: "second", severity: "low" }), denyRule({ name: "first", exceptions: [spared] })];
    const [run] = render(rules, [checkedHost(1), checkedHost(2)], { sarifResults: "all" }).runs;
    const seen = run?.results.map(({ ruleId, ruleIndex, level, suppressions }) => [
      ruleId,
      ruleIndex,
      level,
      suppressions,
    ]);
    const suppression = { kind: "external", status: "accepted", justification: "known (until 2027-01-01)" };
    assert.deepEqual(seen, [
      ["first", 1, "error", []],
      ["first", 1, "error", [suppression]],
      ["second", 0, "note", []],
      ["second", 0, "note", []],
    ]);
    assert.deepEqual(
      run?.tool.driver.rules.map(({ id }) => id),
      ["second", "first"],
    );
  });

  it("contains no exempt server by default, because GitHub would open an alert for it", () => {
    const [run] = render([denyRule({ exceptions: [spared] })], [checkedHost(1), checkedHost(2)]).runs;
    assert.deepEqual(
      run?.results.map(({ message, suppressions }) => [message.text, suppressions]),
      [["prod-web-00001 (00000000-0000-4000-a000-000000000001) holds log4j-demo", undefined]],
    );
  });

  it("says since the baseline what is new and unchanged and, if it is wanted, what is absent", () => {
    const now = complianceReport([denyRule()], [checkedHost(1), checkedHost(2)]);
    const states = ["new", "unchanged"] as const;
    const report: ComplianceReport = {
      ...now,
      violations: now.violations.map((violation, index) => ({ ...violation, state: states[index] })),
      baseline: { asOf: AS_OF, complete: true, fixed: [FIXED] },
    };
    const seen = (log: Log) =>
      log.runs[0]?.results.map(({ baselineState, partialFingerprints, message }) => [
        baselineState,
        partialFingerprints.primaryLocationLineHash === FIXED.id,
        message.text.replace(/ \(.*\)/, ""),
      ]);
    const open = [
      ["new", false, "prod-web-00001 holds log4j-demo"],
      ["unchanged", false, "prod-web-00002 holds log4j-demo"],
    ];
    assert.deepEqual(seen(JSON.parse(sarifReport.render(report)) as Log), open);
    const all = JSON.parse(sarifReport.render({ ...report, sarifResults: "all" })) as Log;
    assert.deepEqual(seen(all), [
      ...open,
      ["absent", true, "prod-web-00003 no longer violates the rule about log4j-demo"],
    ]);
    assert.ok(validate(all), JSON.stringify(validate.errors));
  });

  it("describes each rule as code scanning shows it", () => {
    const [run] = render(
      [denyRule({ description: "x".repeat(2000) }), requireRule({ severity: "informational" })],
      [],
    ).runs;
    assert.equal(run?.tool.driver.fullName, "pulumi-resource-huaweicloud-hss 0.1.0");
    const [first, second] = run.tool.driver.rules;
    assert.equal(first?.name, "NoLog4j");
    assert.equal(first.fullDescription.text, `${"x".repeat(1023)}…`);
    assert.equal(
      first.help.text,
      `${"x".repeat(2000)}\n\nRule: deny log4j-demo\n\nSeverity: critical\n\nChange the images on the server, or add an exception to the rule.`,
    );
    assert.match(first.help.markdown, /\*\*Rule:\*\* `deny log4j-demo`\n\n\*\*Severity:\*\* critical\n/);
    assert.deepEqual(first.properties, {
      tags: ["security", "containers", "compliance", "deny", "critical"],
      severity: "critical",
      precision: "very-high",
      "security-severity": "9.5",
    });
    assert.equal(second?.properties["security-severity"], undefined);
  });

  it("leaves out a name that is no different from the ID", () => {
    const [rule] = render([denyRule({ name: "NoLog4j" })], []).runs[0]?.tool.driver.rules ?? [];
    assert.deepEqual([rule?.id, rule?.name], ["NoLog4j", undefined]);
  });

  it("says that a scan was not successful if the lists may be incomplete, and names images that are not certain", () => {
    const report = complianceReport([denyRule()], []);
    const { metadata } = report;
    const doubtful = {
      complete: false,
      incompleteBecause: ["It changed."],
      unverifiedImages: ["log4j-demo: why"],
      unresolved: ["web:latest"],
    };
    const [run] = (JSON.parse(sarifReport.render({ ...report, metadata: { ...metadata, ...doubtful } })) as Log).runs;
    assert.deepEqual(run?.invocations, [
      {
        executionSuccessful: false,
        endTimeUtc: AS_OF,
        toolExecutionNotifications: [
          { level: "error", message: { text: "The lists may be incomplete. It changed." } },
          { level: "warning", message: { text: "This image is not certain: log4j-demo: why" } },
          { level: "warning", message: { text: "A rule may be about this image: web:latest" } },
        ],
      },
    ]);
  });

  it("has a run of its own category for each scope, with its own results", () => {
    const log = inScopes(2);
    assert.deepEqual(
      log.runs.map(({ automationDetails, results }) => [automationDetails.id, results.length]),
      [
        ["image-compliance/region-0/project-0/0/", 3],
        ["image-compliance/region-1/project-1/0/", 3],
      ],
    );
    assert.deepEqual(
      log.runs.map(({ properties }) => properties.requestIds),
      [["request-1"], undefined],
    );
  });

  it("has one run for all scopes if they are more than GitHub takes", () => {
    assert.equal(inScopes(20).runs.length, 20);
    assert.deepEqual(
      inScopes(21).runs.map(({ automationDetails, results }) => [automationDetails.id, results.length]),
      [["image-compliance/all-scopes/", 63]],
    );
  });

  it("keeps the 25,000 most severe results of a run, and says how many are left out", () => {
    const rules = [denyRule({ name: "low", severity: "low" }), denyRule({ name: "high", severity: "high" })];
    const log = render(
      rules,
      Array.from({ length: 12_501 }, (_, index) => checkedHost(index)),
    );
    const [run] = log.runs;
    assert.equal(run?.results.length, 25_000);
    assert.deepEqual(
      [run.results[12_500]?.level, run.results[12_501]?.level, run.results[24_999]?.level],
      ["error", "note", "note"],
    );
    assert.deepEqual(run.invocations[0].toolExecutionNotifications, [
      {
        level: "warning",
        message: {
          text: "2 results of the lowest severities are left out: GitHub takes at most 25,000 results in a run, and 10 MB after gzip. The other reports have all of them.",
        },
      },
    ]);
    assert.equal(run.invocations[0].executionSuccessful, true);
  });

  it("describes at most 25,000 rules, and says how many descriptions are left out", () => {
    const rules = Array.from({ length: 25_001 }, (_, index) => denyRule({ name: `rule-${index}` }));
    const report = complianceReport(rules.slice(-1), [checkedHost(1)]);
    const [run] = (JSON.parse(sarifReport.render({ ...report, rules })) as Log).runs;
    assert.equal(run?.tool.driver.rules.length, 25_000);
    assert.deepEqual(
      run.results.map(({ ruleId, ruleIndex }) => [ruleId, ruleIndex]),
      [["rule-25000", undefined]],
    );
    assert.deepEqual(
      run.invocations[0].toolExecutionNotifications.map(({ message }) => message.text),
      ["The descriptions of 1 rule are left out: GitHub takes at most 25,000 rules in a run."],
    );
  });

  it("stays within 10 MB after gzip, also with names that cannot be compressed", () => {
    const names = Array.from({ length: 10_000 }, (_, index) =>
      Array.from({ length: 20 }, (_, part) => createHash("sha512").update(`${index}.${part}`).digest("base64")).join(
        "",
      ),
    );
    const hosts = names.map((hostName, index) => checkedHost(index, { hostName }));
    const text = sarifReport.render(complianceReport([denyRule()], hosts));
    const [run] = (JSON.parse(text) as Log).runs;
    const size = gzipSync(text).length;
    assert.ok(size <= 10_000_000 && size > 8_000_000, String(size));
    const kept = run?.results.length ?? 0;
    assert.match(
      run?.invocations[0].toolExecutionNotifications[0]?.message.text ?? "",
      new RegExp(`^${(10_000 - kept).toLocaleString("en-US")} results of the lowest severities are left out`),
    );
  });

  it("gives a server the same fingerprint in every run, and every server a different one", () => {
    const prints = (numbers: number[], more = {}) =>
      render(
        [denyRule()],
        numbers.map((number) => checkedHost(number, more)),
      ).runs[0]?.results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    const [one, two] = prints([1, 2]) ?? [];
    assert.notEqual(one, two);
    assert.deepEqual(prints([2], { agentStatus: "offline", privateIp: "10.9.9.9" }), [two]);
  });
});
