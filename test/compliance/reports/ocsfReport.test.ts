import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { ComplianceReport } from "../../../src/compliance/complianceReport.js";
import { evaluateRules } from "../../../src/compliance/evaluateRules.js";
import { findingId } from "../../../src/compliance/findingId.js";
import { ocsfLinesReport } from "../../../src/compliance/reports/ocsfLinesReport.js";
import { ocsfReport } from "../../../src/compliance/reports/ocsfReport.js";
import {
  AS_OF,
  checkedHost,
  complianceReport,
  denyRule,
  FIXED,
  hostileReport,
  reportsOfSizes,
  requireRule,
  SCOPE,
} from "../../support/complianceData.js";
import { pythonWith } from "../../support/pythonWith.js";
import { run } from "../../support/run.js";

/** Writes the JSON Schema of the Compliance Finding that the framework's own definitions give. */
const SCHEMA_PROGRAM = `
import json
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema
schema = OcsfJsonSchemaEmbedded(get_ocsf_schema("1.5.0"))
print(json.dumps(schema.get_class_schema("compliance_finding", ["cloud"])))
`;

type Event = Record<string, unknown>;

describe("the OCSF report", function () {
  this.timeout(300_000);
  let validate: ReturnType<Ajv2020["compile"]>;

  before(async () => {
    const python = await pythonWith("ocsf", ["ocsf-json-schema==1.2.0"]);
    const schema = JSON.parse(await run(python, ["-c", SCHEMA_PROGRAM])) as object;
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    validate = ajv.compile(schema);
  });

  const events = (report: Parameters<typeof ocsfReport.render>[0]) => JSON.parse(ocsfReport.render(report)) as Event[];
  const spared = { host: "*-00002", reason: "known", expires: "2027-01-01" };
  const exceptions = [spared];
  const mixed = complianceReport(
    [denyRule({ exceptions }), requireRule(), requireRule({ name: "many", minimumHosts: 3 })],
    [checkedHost(1), checkedHost(2)],
  );

  for (const [what, report] of [
    ["with violations, exemptions and rules that pass", mixed],
    ...reportsOfSizes(),
    ["with hostile text in every field", hostileReport()],
  ] as const) {
    it(`consists of Compliance Findings ${what}`, () => {
      const found = events(report);
      assert.ok(found.length > 0);
      for (const event of found) assert.ok(validate(event), JSON.stringify([event, validate.errors]));
    });
  }

  it("would be invalid with an unknown field, or without a required one", () => {
    const [event] = events(mixed);
    assert.ok(!validate({ ...event, nonsense: 1 }));
    assert.ok(!validate({ ...event, finding_info: undefined }));
    assert.ok(!validate({ ...event, severity_id: 77 }));
  });

  const outcomes = (report: ComplianceReport) =>
    events(report).map((event) => {
      const { activity_name, type_uid, status, compliance, severity, resources } = event;
      const { control, status: verdict } = compliance as Event;
      return [
        control,
        activity_name,
        type_uid,
        status,
        verdict,
        severity,
        (resources as Event[] | undefined)?.[0]?.name,
      ];
    });

  it("distinguishes violations, exemptions, and rules that pass", () => {
    assert.deepEqual(outcomes(mixed), [
      ["no-log4j", "Create", 200_301, "New", "Fail", "Critical", "prod-web-00001"],
      ["many", "Create", 200_301, "New", "Fail", "Medium", undefined],
      ["no-log4j", "Update", 200_302, "Suppressed", "Exempt", "Critical", "prod-web-00002"],
      ["has-agent", "Close", 200_303, "Resolved", "Pass", "Informational", undefined],
    ]);
  });

  it("does not let a rule that passes contradict its exemptions", () => {
    const report = complianceReport([denyRule({ exceptions })], [checkedHost(2)]);
    assert.deepEqual(outcomes(report), [
      ["no-log4j", "Update", 200_302, "Suppressed", "Exempt", "Critical", "prod-web-00002"],
      ["no-log4j", "Close", 200_303, "Resolved", "Pass", "Informational", undefined],
    ]);
  });

  it("does not let a rule pass if the lists may be incomplete", () => {
    const report = complianceReport([denyRule()], []);
    const metadata = { ...report.metadata, complete: false, incompleteBecause: ["It changed."] };
    assert.deepEqual(outcomes({ ...report, metadata }), [
      ["no-log4j", "Update", 200_302, "Unknown", "Warning", "Informational", undefined],
    ]);
  });

  it("updates, closes and creates findings since the baseline, each once", () => {
    const now = complianceReport([denyRule()], [checkedHost(1), checkedHost(2)]);
    const states = ["new", "unchanged"] as const;
    const report: ComplianceReport = {
      ...now,
      violations: now.violations.map((violation, index) => ({ ...violation, state: states[index] })),
      baseline: { asOf: AS_OF, complete: true, fixed: [FIXED] },
    };
    assert.deepEqual(outcomes(report), [
      ["no-log4j", "Create", 200_301, "New", "Fail", "Critical", "prod-web-00001"],
      ["no-log4j", "Update", 200_302, "New", "Fail", "Critical", "prod-web-00002"],
      ["no-log4j", "Close", 200_303, "Resolved", "Pass", "Critical", "prod-web-00003"],
    ]);
    for (const event of events(report)) assert.ok(validate(event), JSON.stringify([event, validate.errors]));
  });

  it("gives a finding the same ID when it is violated, exempt and fixed, and in every enterprise project", () => {
    const uid = (report: ComplianceReport, place = 0) => (events(report)[place]?.finding_info as Event).uid;
    const server = [checkedHost(3)];
    const fixed = { ...complianceReport([denyRule()], []), baseline: { asOf: AS_OF, complete: true, fixed: [FIXED] } };
    const uids = [
      uid(complianceReport([denyRule()], server)),
      uid(complianceReport([denyRule({ exceptions: [{ ...spared, host: "*" }] })], server)),
      uid(complianceReport([denyRule()], server, {}, { ...SCOPE, enterpriseProjectId: "all_granted_eps" })),
      uid(fixed),
    ];
    assert.deepEqual(uids, Array(4).fill(FIXED.id));
  });

  it("closes the finding about all servers together with one event when their rule passes", () => {
    const many = requireRule({ minimumHosts: 1 });
    const violated = complianceReport([many], []);
    const violation = violated.violations[0] ?? assert.fail();
    const id = findingId(violation);
    const passed = complianceReport([many], [checkedHost(1)]);
    const fixed = [{ ...violation, id }];
    const closed = events({ ...passed, baseline: { asOf: AS_OF, complete: true, fixed } });
    assert.deepEqual(
      closed.map(({ activity_name, finding_info }) => [activity_name, (finding_info as Event).uid]),
      [["Close", id]],
    );
  });

  it("passes a rule in the scopes without its violations, and in no other", () => {
    const scopes = ["a", "b"].map((region) => ({ ...SCOPE, region }));
    const facts = scopes.map((scope, index) => {
      const hosts = index === 0 ? [checkedHost(1)] : [];
      return {
        scope,
        holdingsOf: () => [{ image: undefined, hosts }],
        exemptImages: () => new Set<string>(),
        all: hosts,
      };
    });
    const report = complianceReport([denyRule()], []);
    const evaluation = evaluateRules([denyRule()], facts, Date.parse(AS_OF));
    const found = events({ ...report, ...evaluation, metadata: { ...report.metadata, scopes } });
    assert.deepEqual(
      found.map(({ activity_name, cloud }) => [activity_name, (cloud as Event).region]),
      [
        ["Create", "a"],
        ["Close", "b"],
      ],
    );
  });

  it("says where a server is, and names the rule as the analytic", () => {
    const [event] = events(complianceReport([denyRule()], [checkedHost(1)]));
    assert.deepEqual(event?.cloud, { provider: "Huawei Cloud", region: SCOPE.region, project_uid: SCOPE.projectId });
    const [resource] = event.resources as Event[];
    assert.deepEqual(resource?.group, { uid: "0", type: "Enterprise Project" });
    assert.deepEqual((event.finding_info as Event).analytic, {
      uid: "no-log4j",
      name: "no-log4j",
      type_id: 1,
      type: "Rule",
    });
  });

  it("has the request IDs and doubts about the lists once, in the first event", () => {
    const report = complianceReport([denyRule()], [checkedHost(1), checkedHost(2)]);
    const metadata = { ...report.metadata, unverifiedImages: ["log4j-demo: why"], unresolved: ["web:latest"] };
    assert.deepEqual(
      events({ ...report, metadata }).map(({ unmapped }) => unmapped),
      [
        {
          enterpriseProjectId: "0",
          requestIds: ["request-1", "request-2"],
          incompleteBecause: [],
          unverifiedImages: ["log4j-demo: why"],
          unresolved: ["web:latest"],
        },
        { enterpriseProjectId: "0" },
      ],
    );
  });

  it("is the same in JSON Lines, with one event on each line, whatever line breaks a reader knows", () => {
    const report = hostileReport();
    const text = ocsfLinesReport.render(report);
    assert.ok(text.endsWith("}\n"));
    const lines = text.slice(0, -1).split(/[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      events(report),
    );
  });

  it("grows by less than 1,200 bytes a violation", () => {
    const size = (count: number) =>
      ocsfReport.render(
        complianceReport(
          [denyRule()],
          Array.from({ length: count }, (_, index) => checkedHost(index)),
        ),
      ).length;
    assert.ok(size(1001) - size(1) < 1_200_000, String(size(1001) - size(1)));
  });
});
