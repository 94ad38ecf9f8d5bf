import type { ComplianceReport } from "../complianceReport.js";
import type { ComplianceRule, Severity } from "../complianceRule.js";
import { ruleText } from "../ruleText.js";
import type { ComplianceExemption, ComplianceViolation } from "../judgement.js";
import { findingId } from "../findingId.js";
import { hostText } from "../hostText.js";
import { printableLine } from "../../errors/printable.js";
import { violationText } from "../violationText.js";
import { jsonText } from "./jsonText.js";
import type { ReportFormat } from "./reportFormat.js";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  informational: "note",
};

/** Code scanning on GitHub sorts by this score: over 9 is critical, from 7 high, from 4 medium. */
const SCORES: Readonly<Record<Severity, string | undefined>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  informational: undefined,
};

/** SARIF 2.1.0: each violation points to the rules in the program, and exemptions are suppressed results. */
export const sarifReport: ReportFormat = {
  mediaType: "application/sarif+json",
  fileName: "compliance.sarif",
  render(report) {
    const { tool, rules, metadata, violations, exemptions } = report;
    const { asOf, ...scope } = metadata;
    const log = {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: tool.name,
              semanticVersion: tool.version,
              informationUri: tool.homepage,
              rules: rules.map(reportingDescriptor),
            },
          },
          automationDetails: {
            id: `image-compliance/${metadata.scopes.map(({ region, projectId }) => `${region}/${projectId}`).join(",")}/`,
          },
          invocations: [{ executionSuccessful: true, endTimeUtc: asOf }],
          columnKind: "utf16CodeUnits",
          originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
          results: [
            ...violations.map((violation) => result(report, violation)),
            ...exemptions.map((exemption) => suppressed(report, exemption)),
          ],
          properties: scope,
        },
      ],
    };
    return jsonText(log);
  },
};

function reportingDescriptor(rule: ComplianceRule) {
  const { name, description, severity, effect } = rule;
  const score = SCORES[severity];
  return {
    id: name,
    shortDescription: { text: printableLine(name) },
    fullDescription: { text: description ?? printableLine(ruleText(rule)) },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ["security", "containers", effect],
      severity,
      ...(score === undefined ? {} : { "security-severity": score }),
    },
  };
}

type Finding = ComplianceViolation | ComplianceExemption;

function result({ rules, program }: ComplianceReport, finding: Finding) {
  const { rule, severity, image, hostId, hostName, agentStatus, edition, privateIp, publicIp, stale } = finding;
  const host = hostText(finding);
  const location = {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(program.file), uriBaseId: "%SRCROOT%" },
      region: { startLine: program.line },
    },
    ...(host === ""
      ? {}
      : { logicalLocations: [{ name: hostName || hostId, fullyQualifiedName: host, kind: "resource" }] }),
  };
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ name }) => name === rule),
    level: LEVELS[severity],
    message: { text: printableLine(violationText(finding)) },
    locations: [location],
    // The same server and the same rule give the same alert in the next run, whatever else changes.
    partialFingerprints: { "ruleHostImage/v1": findingId(finding) },
    properties: { image, hostId, hostName, agentStatus, edition, privateIp, publicIp, stale },
  };
}

function suppressed(report: ComplianceReport, exemption: ComplianceExemption) {
  const { reason, expires, image } = exemption;
  const justification = `${reason} (until ${expires})`;
  return {
    ...result(report, { ...exemption, reason: `is exempt from the rule about ${image}: ${justification}` }),
    suppressions: [{ kind: "external", status: "accepted", justification }],
  };
}

/** Makes a URI reference relative to the repository from a path with slashes or backslashes. */
function relativeUri(file: string): string {
  const segments = file
    .replaceAll("\\", "/")
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".");
  return segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join("/");
}
