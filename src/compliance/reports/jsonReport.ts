import { z } from "zod";
import { baselineComparison, complianceMetadata, FAIL_ON } from "../complianceReport.js";
import { complianceRule } from "../complianceRule.js";
import { complianceSummary } from "../complianceSummary.js";
import { historyEntry } from "../historyEntry.js";
import { complianceExemption, complianceViolation } from "../judgement.js";
import { jsonText } from "./jsonText.js";
import type { ReportFormat } from "./reportFormat.js";

/** Raised when a program that reads older reports would misread a new one. */
export const FORMAT_VERSION = 1;

export const JSON_REPORT_SCHEMA =
  "https://raw.githubusercontent.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/main/docs/compliance-report.schema.json";

/** The JSON report. docs/compliance-report.schema.json is made from this. */
export const complianceJson = z
  .strictObject({
    $schema: z.literal(JSON_REPORT_SCHEMA).describe("URL of the schema of this report."),
    formatVersion: z
      .literal(FORMAT_VERSION)
      .describe(
        "Version of the report's format. It changes when a program that reads the previous version would misread a report.",
      ),
    tool: z
      .strictObject({
        name: z.string().describe("Name of the program."),
        version: z.string().describe("Version of the program."),
      })
      .describe("The program that made the report."),
    passed: z
      .boolean()
      .describe('Whether no violation fails: there are none, or, if `failOn` is "new", none that are new.'),
    failOn: z.enum(FAIL_ON).describe("Which violations fail: all, or only those that the baseline does not have."),
    metadata: complianceMetadata,
    rules: z.array(complianceRule).describe("The rules, as given."),
    summary: complianceSummary,
    violations: z.array(complianceViolation).describe("The violations, in the order of the rules."),
    exemptions: z
      .array(complianceExemption)
      .describe("The servers that are exempt from a rule, in the order of the rules."),
    baseline: baselineComparison.optional(),
    history: z.array(historyEntry).describe("The numbers of the former runs, the oldest first, and then of this run."),
  })
  .describe("The servers that violate compliance rules about container images.")
  .meta({ title: "Image compliance report" });

export const jsonReport: ReportFormat = {
  mediaType: "application/json",
  fileName: "compliance.json",
  render({ tool, passed, failOn, metadata, rules, summary, violations, exemptions, baseline, history = [] }) {
    const { name, version } = tool;
    const report: z.output<typeof complianceJson> = {
      $schema: JSON_REPORT_SCHEMA,
      formatVersion: FORMAT_VERSION,
      tool: { name, version },
      passed,
      failOn,
      metadata,
      rules: [...rules],
      summary,
      violations,
      exemptions,
      ...(baseline && { baseline }),
      history: [...history],
    };
    return jsonText(report);
  },
};

/** The JSON Schema of the JSON report. */
export function complianceJsonSchema(): object {
  return { ...z.toJSONSchema(complianceJson), $id: JSON_REPORT_SCHEMA };
}
