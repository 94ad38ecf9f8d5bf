import { BASELINE_VERSION, type BaselineDocument } from "../baselineDocument.js";
import type { ComplianceReport } from "../complianceReport.js";
import { findingId } from "../findingId.js";
import { ruleDefinition } from "../ruleDefinition.js";
import { jsonText } from "./jsonText.js";
import type { ReportFormat } from "./reportFormat.js";

/** The IDs of the violations, for the argument `baseline` of the next run. Small enough for a stack output. */
export const baselineReport: ReportFormat = {
  mediaType: "application/json",
  fileName: "compliance.baseline.json",
  render(report) {
    const { asOf, complete } = report.metadata;
    const document: BaselineDocument = {
      formatVersion: BASELINE_VERSION,
      asOf,
      complete,
      findings: findings(report),
      history: [...(report.history ?? [])],
    };
    return jsonText(document, 0);
  },
};

function findings({ rules, violations }: ComplianceReport): BaselineDocument["findings"] {
  const definitions = new Map(rules.map((rule) => [rule.name, ruleDefinition(rule)]));
  const groups = new Map<string, BaselineDocument["findings"][number]>();
  for (const violation of violations) {
    const { rule, severity, image, region, projectId, enterpriseProjectId } = violation;
    const key = JSON.stringify([rule, image, region, projectId, enterpriseProjectId]);
    const definition = definitions.get(rule) ?? "";
    const group = groups.get(key) ?? {
      rule,
      severity,
      image,
      definition,
      region,
      projectId,
      enterpriseProjectId,
      ids: [],
    };
    group.ids.push(findingId(violation));
    groups.set(key, group);
  }
  for (const { ids } of groups.values()) ids.sort();
  return [...groups.values()];
}
