import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { ocsfReport } from "../../../src/compliance/reports/ocsfReport.js";
import { checkedHost, complianceReport, denyRule, hostileReport, requireRule } from "../../support/complianceData.js";
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
  const exceptions = [{ host: "*-00002", reason: "known", expires: "2027-01-01" }];
  const mixed = complianceReport(
    [denyRule({ exceptions }), requireRule(), requireRule({ name: "many", minimumHosts: 3 })],
    [checkedHost(1), checkedHost(2)],
  );

  for (const [what, report] of [
    ["with violations, exemptions and rules that pass", mixed],
    ["with hostile text in every field", hostileReport()],
  ] as const) {
    it(`consists of Compliance Findings ${what}`, () => {
      const found = events(report);
      assert.ok(found.length > 2);
      for (const event of found) assert.ok(validate(event), JSON.stringify([event, validate.errors]));
    });
  }

  it("would be invalid with an unknown field, or without a required one", () => {
    const [event] = events(mixed);
    assert.ok(!validate({ ...event, nonsense: 1 }));
    assert.ok(!validate({ ...event, finding_info: undefined }));
    assert.ok(!validate({ ...event, severity_id: 77 }));
  });

  it("distinguishes new findings, suppressed findings, and rules that pass", () => {
    const outcomes = events(mixed).map(({ compliance, status, severity, resources }) => {
      const { control, status: verdict } = compliance as Event;
      return [control, verdict, status, severity, (resources as Event[] | undefined)?.[0]?.name];
    });
    assert.deepEqual(outcomes, [
      ["no-log4j", "Fail", "New", "Critical", "prod-web-00001"],
      ["many", "Fail", "New", "Medium", undefined],
      ["no-log4j", "Fail", "Suppressed", "Critical", "prod-web-00002"],
      ["has-agent", "Pass", "Resolved", "Medium", undefined],
    ]);
  });
});
