import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { complianceJsonSchema, jsonReport } from "../../../src/compliance/reports/jsonReport.js";
import { complianceReport, denyRule, hostileReport, reportsOfSizes } from "../../support/complianceData.js";

const SCHEMA_FILE = "docs/compliance-report.schema.json";

describe("the JSON report", () => {
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(complianceJsonSchema());

  it("has the schema that is published; npm run schema writes it anew", async () => {
    assert.deepEqual(JSON.parse(await readFile(SCHEMA_FILE, "utf8")), complianceJsonSchema());
  });

  for (const [what, report] of [...reportsOfSizes(), ["with hostile text in every field", hostileReport()]] as const) {
    it(`fits its schema ${what}`, () => {
      const parsed = JSON.parse(jsonReport.render(report)) as Record<string, unknown>;
      assert.ok(validate(parsed), JSON.stringify(validate.errors));
      assert.deepEqual(parsed.violations, JSON.parse(JSON.stringify(report.violations)));
      assert.deepEqual(parsed.metadata, JSON.parse(JSON.stringify(report.metadata)));
    });
  }

  it("does not match its schema with an extra or a missing field", () => {
    const parsed = JSON.parse(jsonReport.render(complianceReport([denyRule()], []))) as Record<string, unknown>;
    assert.ok(!validate({ ...parsed, more: 1 }));
    assert.ok(!validate({ ...parsed, passed: undefined }));
    assert.ok(!validate({ ...parsed, formatVersion: 2 }));
  });
});
