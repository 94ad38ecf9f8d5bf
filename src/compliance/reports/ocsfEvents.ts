import { isIP } from "node:net";
import type { ComplianceReport } from "../complianceReport.js";
import { SEVERITIES, type ComplianceRule, type Severity } from "../complianceRule.js";
import { scopeKey, type ComplianceScope } from "../complianceScope.js";
import { exceptionText } from "../exceptionText.js";
import { findingId } from "../findingId.js";
import type { FixedViolation } from "../fixedViolation.js";
import type { ComplianceExemption, ComplianceViolation } from "../judgement.js";
import { printableLine } from "../../errors/printable.js";
import { ruleImage } from "../ruleImage.js";
import { violationText } from "../violationText.js";
import { jsonLine } from "./jsonText.js";

const OCSF_VERSION = "1.5.0";

/** The class of a compliance finding in the Open Cybersecurity Schema Framework. */
const CLASS = {
  category_uid: 2,
  class_uid: 2003,
  class_name: "Compliance Finding",
} as const;

const CREATE = activity(1, "Create");
const UPDATE = activity(2, "Update");
const CLOSE = activity(3, "Close");

const NEW = { status_id: 1, status: "New" };
const SUPPRESSED = { status_id: 3, status: "Suppressed" };
const RESOLVED = { status_id: 4, status: "Resolved" };
const UNKNOWN = { status_id: 0, status: "Unknown" };

const PASS = { status_id: 1, status: "Pass" };
const WARNING = { status_id: 2, status: "Warning" };
const FAIL = { status_id: 3, status: "Fail" };
/** The schema has no value for an exemption; for such cases, it has 99 and a text of one's own. */
const EXEMPT = { status_id: 99, status: "Exempt" };

/**
 * One event for each violation, each exemption, each violation that is fixed, and each rule without violations in a scope; each
 * event is a line of JSON. The first event also has what is known about the whole run.
 */
export function ocsfEvents(report: ComplianceReport): string[] {
  const { violations, exemptions, baseline, rules, metadata } = report;
  const rulesByName = new Map(rules.map((rule) => [rule.name, rule]));
  const { requestIds, incompleteBecause, unverifiedImages, unresolved } = metadata;
  const run = { requestIds, incompleteBecause, unverifiedImages, unresolved };
  const lines: string[] = [];
  const add = (finding: About) => {
    const rule = rulesByName.get(finding.rule);
    lines.push(jsonLine(event(report, rule, finding, lines.length === 0 ? run : {})));
  };
  for (const violation of violations) add(ofViolation(violation));
  for (const exemption of exemptions) add(ofExemption(exemption));
  const violated = new Set(violations.map((violation) => ruleKey(violation.rule, violation)));
  const passes = rules.flatMap((rule) =>
    metadata.scopes
      .filter((scope) => !violated.has(ruleKey(rule.name, scope)))
      .map((scope) => ofRule(rule, scope, metadata.complete)),
  );
  // A rule that passes closes its own finding: a finding has one event in a run.
  const closed = new Set(passes.map(({ uid }) => uid));
  for (const fixed of baseline?.fixed ?? []) if (!closed.has(fixed.id)) add(ofFixed(fixed));
  for (const pass of passes) add(pass);
  return lines;
}

/** What an event says, beside what all events say. */
interface About extends ComplianceScope {
  uid: string;
  rule: string;
  severity: Severity;
  message: string;
  activity: object;
  status: object;
  compliance: object;
  times: (time: number) => object;
  resources: object[];
}

const created = (time: number) => ({ created_time: time });
const modified = (time: number) => ({ modified_time: time });

function ofViolation(violation: ComplianceViolation): About {
  const unchanged = violation.state === "unchanged";
  return {
    ...about(violation),
    uid: findingId(violation),
    message: violationText(violation),
    activity: unchanged ? UPDATE : CREATE,
    status: NEW,
    compliance: FAIL,
    times: unchanged ? modified : created,
    resources: resourcesOf(violation),
  };
}

function ofExemption(exemption: ComplianceExemption): About {
  return {
    ...about(exemption),
    uid: findingId(exemption),
    message: `Exempt from the rule about ${exemption.image} until ${exemption.expires}: ${exceptionText(exemption)}`,
    activity: UPDATE,
    status: SUPPRESSED,
    compliance: EXEMPT,
    times: modified,
    resources: resourcesOf(exemption),
  };
}

function ofFixed(fixed: FixedViolation): About {
  return {
    ...about(fixed),
    uid: fixed.id,
    message: `No longer violates the rule about ${fixed.image}`,
    activity: CLOSE,
    status: RESOLVED,
    compliance: PASS,
    times: modified,
    resources: resourcesOf(fixed),
  };
}

/** Also closes the finding about all selected servers together, which has the same ID. */
function ofRule(rule: ComplianceRule, scope: ComplianceScope, complete: boolean): About {
  return {
    ...about({ ...scope, rule: rule.name, severity: "informational" }),
    uid: findingId({ rule: rule.name, image: ruleImage(rule), hostId: "", hostName: "", ...scope }),
    times: modified,
    resources: [],
    ...(complete
      ? { message: "No violations", activity: CLOSE, status: RESOLVED, compliance: PASS }
      : {
          message: "No violations found, but the lists may be incomplete",
          activity: UPDATE,
          status: UNKNOWN,
          compliance: WARNING,
        }),
  };
}

function about(finding: ComplianceScope & { rule: string; severity: Severity }) {
  const { rule, severity, region, projectId, enterpriseProjectId } = finding;
  return { rule, severity, region, projectId, enterpriseProjectId };
}

function event({ metadata, tool }: ComplianceReport, rule: ComplianceRule | undefined, said: About, run: object) {
  const time = Date.parse(metadata.asOf);
  const description = rule?.description === undefined ? {} : { desc: rule.description };
  return {
    ...CLASS,
    ...said.activity,
    time,
    severity_id: SEVERITIES.indexOf(said.severity) + 1,
    severity: said.severity.replace(/^./, (letter) => letter.toUpperCase()),
    ...said.status,
    message: printableLine(said.message),
    finding_info: {
      uid: said.uid,
      title: printableLine(said.rule),
      ...said.times(time),
      analytic: { uid: said.rule, name: said.rule, type_id: 1, type: "Rule" },
    },
    compliance: { control: said.rule, ...description, ...said.compliance },
    ...(said.resources.length === 0 ? {} : { resources: said.resources }),
    cloud: { provider: "Huawei Cloud", region: said.region, project_uid: said.projectId },
    metadata: {
      version: OCSF_VERSION,
      profiles: ["cloud"],
      product: { name: tool.name, version: tool.version, vendor_name: tool.name },
      labels: [metadata.complete ? "complete" : "incomplete"],
    },
    unmapped: { enterpriseProjectId: said.enterpriseProjectId, ...run },
  };
}

function resourcesOf(finding: ComplianceViolation | ComplianceExemption | FixedViolation): object[] {
  const { hostId = "", hostName = "", image, enterpriseProjectId } = finding;
  if (hostId === "" && hostName === "") return [];
  // With this value, the list does not say in which enterprise project a server is.
  const known = enterpriseProjectId !== "all_granted_eps";
  return [
    {
      ...(hostId === "" ? {} : { uid: hostId }),
      ...(hostName === "" ? {} : { name: hostName }),
      type: "server",
      ...(known ? { group: { uid: enterpriseProjectId, type: "Enterprise Project" } } : {}),
      ...("privateIp" in finding && isIP(finding.privateIp) > 0 ? { ip: finding.privateIp } : {}),
      data: { image, ...("privateIp" in finding ? hostData(finding) : {}) },
    },
  ];
}

function hostData(finding: ComplianceViolation | ComplianceExemption): object {
  const { images, agentStatus, edition, privateIp, publicIp, stale } = finding;
  return {
    ...(images.length === 0 ? {} : { images }),
    agentStatus,
    edition,
    // The schema has a place for one address, and only for a valid one.
    ...(isIP(privateIp) > 0 ? {} : { privateIp }),
    ...(publicIp === "" ? {} : { publicIp }),
    stale,
  };
}

function activity(id: number, name: string) {
  return {
    activity_id: id,
    activity_name: name,
    type_uid: CLASS.class_uid * 100 + id,
  };
}

function ruleKey(rule: string, scope: ComplianceScope): string {
  return JSON.stringify([rule, scopeKey(scope)]);
}
