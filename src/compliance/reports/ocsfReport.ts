import { isIP } from "node:net";
import type { ComplianceReport } from "../complianceReport.js";
import { SEVERITIES, type ComplianceRule } from "../complianceRule.js";
import type { ComplianceScope } from "../complianceScope.js";
import { findingId } from "../findingId.js";
import type { ComplianceExemption, ComplianceViolation } from "../judgement.js";
import { counted } from "../counted.js";
import { printableLine } from "../../errors/printable.js";
import { ruleImage } from "../ruleImage.js";
import { violationText } from "../violationText.js";
import { jsonText } from "./jsonText.js";
import type { ReportFormat } from "./reportFormat.js";

const OCSF_VERSION = "1.5.0";

/** The class and the activity of a new compliance finding in the Open Cybersecurity Schema Framework. */
const CLASS = {
  category_uid: 2,
  category_name: "Findings",
  class_uid: 2003,
  class_name: "Compliance Finding",
  activity_id: 1,
  activity_name: "Create",
  type_uid: 200_301,
  type_name: "Compliance Finding: Create",
} as const;

const NEW = { status_id: 1, status: "New" };
const SUPPRESSED = { status_id: 3, status: "Suppressed" };
const RESOLVED = { status_id: 4, status: "Resolved" };
const PASS = { status_id: 1, status: "Pass" };
const FAIL = { status_id: 3, status: "Fail" };

/** A JSON array of events: one for each violation, each exemption, and each rule without violations. */
export const ocsfReport: ReportFormat = {
  mediaType: "application/json",
  fileName: "compliance.ocsf.json",
  render(report) {
    const { violations, exemptions, rules, summary, metadata } = report;
    const events = [
      ...violations.map((violation) => findingEvent(report, violation, NEW, printableLine(violationText(violation)))),
      ...exemptions.map((exemption) => findingEvent(report, exemption, SUPPRESSED, exemptionText(exemption))),
      ...rules
        .filter((_, index) => summary.byRule[index]?.passed)
        .flatMap((rule) => metadata.scopes.map((scope) => passedEvent(report, rule, scope))),
    ];
    return jsonText(events);
  },
};

type Finding = ComplianceViolation | ComplianceExemption;

function exemptionText({ image, reason, expires }: ComplianceExemption): string {
  return printableLine(`Exempt from the rule about ${image} until ${expires}: ${reason}`);
}

function findingEvent(report: ComplianceReport, finding: Finding, status: object, message: string) {
  const { rule, hostId, hostName } = finding;
  const about = report.rules.find(({ name }) => name === rule) as ComplianceRule;
  const ofHost = hostId !== "" || hostName !== "";
  return {
    ...event(report, about, finding, findingId(finding), message),
    ...status,
    compliance: { control: rule, ...describing(about), ...FAIL, status_details: [message] },
    ...(ofHost ? { resources: [resource(finding)] } : {}),
  };
}

function passedEvent(report: ComplianceReport, rule: ComplianceRule, scope: ComplianceScope) {
  const checked = report.summary.byRule.find(({ rule: name }) => name === rule.name)?.checkedHosts ?? 0;
  return {
    ...event(
      report,
      rule,
      scope,
      findingId({ rule: rule.name, image: ruleImage(rule), hostId: "", hostName: "", ...scope }),
      `${counted(checked, "server")} checked, no violations`,
    ),
    ...RESOLVED,
    compliance: { control: rule.name, ...describing(rule), ...PASS },
  };
}

function event(
  { metadata, tool }: ComplianceReport,
  rule: ComplianceRule,
  scope: ComplianceScope,
  uid: string,
  message: string,
) {
  const time = Date.parse(metadata.asOf);
  return {
    ...CLASS,
    time,
    severity_id: SEVERITIES.indexOf(rule.severity) + 1,
    severity: rule.severity.replace(/^./, (letter) => letter.toUpperCase()),
    message,
    finding_info: {
      uid,
      title: printableLine(rule.name),
      created_time: time,
      analytic: { name: rule.name, type_id: 1, type: "Rule" },
    },
    cloud: {
      provider: "Huawei Cloud",
      region: scope.region,
      project_uid: scope.projectId,
    },
    metadata: {
      version: OCSF_VERSION,
      profiles: ["cloud"],
      product: { name: tool.name, version: tool.version, vendor_name: tool.name, url_string: tool.homepage },
      labels: metadata.complete ? ["complete"] : ["incomplete"],
    },
    unmapped: { enterpriseProjectId: scope.enterpriseProjectId, requestIds: metadata.requestIds },
  };
}

function describing({ description }: ComplianceRule): object {
  return description === undefined ? {} : { desc: description };
}

function resource(finding: Finding) {
  const { hostId, hostName, image, agentStatus, edition, privateIp, publicIp, stale } = finding;
  return {
    ...(hostId === "" ? {} : { uid: hostId }),
    ...(hostName === "" ? {} : { name: hostName }),
    type: "server",
    region: finding.region,
    ...(isIP(privateIp) === 0 ? {} : { ip: privateIp }),
    data: { image, agentStatus, edition, privateIp, publicIp, stale },
  };
}
