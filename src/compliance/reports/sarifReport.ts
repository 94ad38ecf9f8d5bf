import { gzipSync } from "node:zlib";
import type { ComplianceReport } from "../complianceReport.js";
import type { Severity } from "../complianceRule.js";
import { scopeKey, scopeText, type ComplianceScope } from "../complianceScope.js";
import { counted } from "../counted.js";
import { exceptionText } from "../exceptionText.js";
import type { FixedViolation } from "../fixedViolation.js";
import type { ComplianceExemption, ComplianceViolation } from "../judgement.js";
import { findingId } from "../findingId.js";
import { hostText } from "../hostText.js";
import { printableLine } from "../../errors/printable.js";
import { violationText } from "../violationText.js";
import { worstFirst } from "../worstFirst.js";
import { groupBy } from "../groupBy.js";
import { joinedLines } from "./joinedLines.js";
import { jsonLine } from "./jsonText.js";
import type { ReportFormat } from "./reportFormat.js";
import { SARIF_LEVELS } from "./sarifLevels.js";
import { sarifRule } from "./sarifRule.js";

/** What code scanning on GitHub takes: runs in a file, results and rules in a run, bytes of the file after gzip. */
const MOST_RUNS = 20;
const MOST_RESULTS = 25_000;
const MOST_RULES = 25_000;
const MOST_BYTES = 10_000_000;

/** SARIF 2.1.0: each violation points to the rules in the program. There is one run for each scope. */
export const sarifReport: ReportFormat = {
  mediaType: "application/sarif+json",
  fileName: "compliance.sarif",
  render(report) {
    const runs = runsOf(report);
    let most = Math.min(MOST_RESULTS, Math.max(0, ...runs.map(({ results }) => results.length)));
    for (;;) {
      const text = logText(report, runs, most);
      const bytes = Buffer.byteLength(text) <= MOST_BYTES ? 0 : gzipSync(text).length;
      if (bytes <= MOST_BYTES || most === 0) return text;
      most = Math.floor((most * 0.95 * MOST_BYTES) / bytes);
    }
  },
};

/** The results of one scope, or of all scopes, each as a line of JSON. The most severe come first. */
interface Run {
  category: string;
  scopes: readonly ComplianceScope[];
  results: readonly string[];
}

function runsOf(report: ComplianceReport): Run[] {
  const { scopes } = report.metadata;
  const places = new Map(report.rules.map(({ name }, index) => [name, index]));
  const lines = (found: readonly Found[]) => worstFirst(found).map((each) => jsonLine(result(report, each, places)));
  // Without a run, a reader would take the report for one without results.
  if (scopes.length === 0) return [{ category: "no-scope", scopes, results: [] }];
  // GitHub refuses two runs of the same category, and more runs than this.
  if (scopes.length > MOST_RUNS) return [{ category: "all-scopes", scopes, results: lines(findings(report)) }];
  const byScope = groupBy(findings(report), ({ finding }) => scopeKey(finding));
  return scopes.map((scope) => ({
    category: `${scope.region}/${scope.projectId}/${scope.enterpriseProjectId}`,
    scopes: [scope],
    results: lines(byScope.get(scopeKey(scope)) ?? []),
  }));
}

/** A result, with what differs from a plain violation. */
interface Found {
  severity: Severity;
  finding: ComplianceViolation | ComplianceExemption | FixedViolation;
  id: string;
  message: string;
  more: object;
}

/** The violations and, if wanted, the other findings. GitHub opens alerts for these, too, because it ignores their states. */
function findings(report: ComplianceReport): Found[] {
  const { violations, exemptions, baseline, sarifResults } = report;
  const all = sarifResults === "all";
  const state = (baselineState: string | undefined) => (baseline === undefined ? {} : { baselineState });
  const open = violations.map((violation): Found => {
    // Either all results of a run say whether they are suppressed, or none does.
    const more = { ...state(violation.state ?? "new"), ...(all ? { suppressions: [] } : {}) };
    return found(violation, findingId(violation), violationText(violation), more);
  });
  if (!all) return open;
  const exempt = exemptions.map((exemption): Found => {
    const justification = `${exceptionText(exemption)} (until ${exemption.expires})`;
    const message = `${hostText(exemption)} is exempt from the rule about ${exemption.image}: ${justification}`;
    const suppressions = [{ kind: "external", status: "accepted", justification }];
    return found(exemption, findingId(exemption), message, { ...state("unchanged"), suppressions });
  });
  const fixed = (baseline?.fixed ?? []).map((each): Found => {
    const message = [serverOf(each), `no longer violates the rule about ${each.image}`].join(" ").trim();
    return found(each, each.id, message, { ...state("absent"), suppressions: [] });
  });
  return [...open, ...exempt, ...fixed];
}

function found(finding: Found["finding"], id: string, message: string, more: object): Found {
  return { severity: finding.severity, finding, id, message, more };
}

function serverOf({ hostId = "", hostName = "" }: Pick<FixedViolation, "hostId" | "hostName">): string {
  return hostText({ hostId, hostName });
}

function logText(report: ComplianceReport, runs: readonly Run[], most: number): string {
  const texts = runs.map((run, index) => {
    const head = jsonLine(runHead(report, run, most, index === 0)).slice(0, -1);
    return joinedLines(`${head},"results":[\n`, run.results.slice(0, most), "\n]}");
  });
  const schema = "https://json.schemastore.org/sarif-2.1.0.json";
  return joinedLines(`{"$schema":"${schema}","version":"2.1.0","runs":[\n`, texts, "\n]}\n");
}

function runHead(report: ComplianceReport, { category, scopes, results }: Run, most: number, first: boolean) {
  const { tool, rules, metadata } = report;
  const { asOf, complete, incompleteBecause, unverifiedImages, unresolved, requestIds } = metadata;
  const leftOut = Math.max(0, results.length - most);
  return {
    tool: {
      driver: {
        name: tool.name,
        fullName: `${tool.name} ${tool.version}`,
        semanticVersion: tool.version,
        informationUri: tool.homepage,
        rules: rules.slice(0, MOST_RULES).map(sarifRule),
      },
    },
    // GitHub takes what is before the last slash for the category: the results of one category never close those of another.
    automationDetails: { id: `image-compliance/${category}/` },
    invocations: [
      {
        executionSuccessful: complete,
        endTimeUtc: asOf,
        toolExecutionNotifications: [
          ...incompleteBecause.map((reason) => notification("error", `The lists may be incomplete. ${reason}`)),
          ...unverifiedImages.map((image) => notification("warning", `This image is not certain: ${image}`)),
          ...unresolved.map((image) => notification("warning", `A rule may be about this image: ${image}`)),
          ...(rules.length <= MOST_RULES ? [] : [notification("warning", rulesText(rules.length))]),
          ...(leftOut === 0 ? [] : [notification("warning", leftOutText(leftOut))]),
        ],
      },
    ],
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
    properties: { scopes: scopes.map(scopeText), complete, ...(first ? { requestIds } : {}) },
  };
}

function notification(level: "error" | "warning", text: string) {
  return { level, message: { text: printableLine(text) } };
}

function leftOutText(count: number): string {
  return `${counted(count, "result")} of the lowest severities ${count === 1 ? "is" : "are"} left out: GitHub takes at most ${MOST_RESULTS.toLocaleString("en-US")} results in a run, and 10 MB after gzip. The other reports have all of them.`;
}

function rulesText(count: number): string {
  return `The descriptions of ${counted(count - MOST_RULES, "rule")} are left out: GitHub takes at most ${MOST_RULES.toLocaleString("en-US")} rules in a run.`;
}

function result({ program }: ComplianceReport, { finding, id, message, more }: Found, places: Map<string, number>) {
  const { rule, severity, image, hostId = "", hostName = "" } = finding;
  const host = serverOf(finding);
  const location = {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(program.file), uriBaseId: "%SRCROOT%" },
      region: { startLine: program.line },
    },
    ...(host === ""
      ? {}
      : { logicalLocations: [{ name: hostName || hostId, fullyQualifiedName: hostId || hostName, kind: "resource" }] }),
  };
  const ruleIndex = places.get(rule) ?? -1;
  return {
    ruleId: rule,
    ...(ruleIndex < 0 || ruleIndex >= MOST_RULES ? {} : { ruleIndex }),
    level: SARIF_LEVELS[severity],
    message: { text: printableLine(message) },
    locations: [location],
    // The only fingerprint that GitHub uses. The same finding is the same alert in the next run, whatever else changes.
    partialFingerprints: { primaryLocationLineHash: id },
    ...more,
    properties: { image, ...aboutHost(finding) },
  };
}

function aboutHost(finding: Found["finding"]): object {
  if (!("agentStatus" in finding)) return {};
  const { images, agentStatus, edition, privateIp, publicIp, stale } = finding;
  return { ...(images.length === 0 ? {} : { images }), agentStatus, edition, privateIp, publicIp, stale };
}

/** Makes a URI reference relative to the repository from a path with slashes or backslashes. */
function relativeUri(file: string): string {
  const segments = file
    .replaceAll("\\", "/")
    .split("/")
    .filter((segment) => segment !== "" && segment !== ".");
  return segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join("/");
}
