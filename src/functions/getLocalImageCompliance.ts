import { z } from "zod";
import { baselineComparison, complianceMetadata } from "../compliance/complianceReport.js";
import { complianceSummary } from "../compliance/complianceSummary.js";
import { enforcement, strictest } from "../compliance/enforcement.js";
import { enforcementMessage } from "../compliance/enforcementMessage.js";
import { evaluateRules } from "../compliance/evaluateRules.js";
import { failingViolations } from "../compliance/failingViolations.js";
import { historyEntry } from "../compliance/historyEntry.js";
import { complianceExemption, complianceViolation } from "../compliance/judgement.js";
import { metadataOf } from "../compliance/metadataOf.js";
import { readBaseline } from "../compliance/readBaseline.js";
import { makeReports } from "../compliance/reports/makeReports.js";
import { REPORT_FORMATS } from "../compliance/reports/reportFormats.js";
import { sinceBaseline } from "../compliance/sinceBaseline.js";
import { baselineWithoutAddresses, withoutAddresses } from "../compliance/withoutAddresses.js";
import { ComplianceError } from "../errors/complianceError.js";
import { errorText } from "../errors/errorText.js";
import { defineFunction, type Call } from "../plugin/packageDefinition.js";
import { input } from "../schema/input.js";
import { compactList } from "./compactList.js";
import { checkRules } from "./compliance/checkRules.js";
import { complianceArguments } from "./compliance/complianceArguments.js";
import { readScopes } from "./compliance/readScopes.js";
import type { FunctionContext } from "./functionContext.js";
import { readRuleFile } from "./readRuleFile.js";
import { reportTool } from "./reportTool.js";
import { withinTime } from "./withinTime.js";

const report = z
  .object({
    format: input.choice(REPORT_FORMATS, "Format of the report.", "ReportFormat"),
    fileName: z.string().describe("Suggested name for the report's file, for example `compliance.sarif`."),
    mediaType: z.string().describe("Media type of the report, for example `text/html; charset=utf-8`."),
    content: z.string().describe("Content of the report."),
  })
  .describe("A report in one format.")
  .meta({ id: "ComplianceReport" });

const output = z.object({
  passed: z
    .boolean()
    .describe("Whether no violation fails: there are none, or, if `failOn` is `new`, none that are new."),
  violations: z
    .array(complianceViolation)
    .describe("The violations, in the order of the rules, then of the scopes, then by the server's name and ID."),
  exemptions: z.array(complianceExemption).describe("The servers that are exempt from a rule, in the same order."),
  summary: complianceSummary.describe("The numbers of violations, in total, by rule and by severity."),
  metadata: complianceMetadata.describe("What the result is based on."),
  baseline: baselineComparison
    .optional()
    .describe("What changed since the former run. Set only if the argument `baseline` is given."),
  history: z
    .array(historyEntry)
    .describe("The numbers of the former runs, the oldest first, and then of this run: at most the last 30 runs."),
  reports: z.array(report).describe("The reports, in the order of the argument `reports`."),
});

const name = "getLocalImageCompliance";

export const getLocalImageCompliance = defineFunction({
  name,
  description:
    "Checks servers against rules about the local container images that they must hold, must not hold, or may hold. Rules have " +
    "severities and exceptions. Reports are available in formats for people, pipelines and security tools. The check covers the servers that " +
    "HSS lists for an image (ListLocalImageHosts). HSS does not list a server without any local image, so such a server never violates a rule. " +
    "A server that moves in a list while it is read can be missed, unless `consistency` is `snapshot`.",
  input: complianceArguments,
  output,
  async run(args, context: FunctionContext, call: Call) {
    const { region, projectId, enterpriseProjectId, consistency, imageMatch, hostDetails, maxImages } = args;
    const { failOn, sarifResults } = args;
    const rules = args.rules ?? readRuleFile(args.ruleFile as string);
    checkRules(rules, args);
    const asOf = args.asOf === undefined ? context.clock.now() : Date.parse(args.asOf);
    const former = args.baseline === undefined ? undefined : readBaseline(args.baseline);
    const baseline = former !== undefined && args.redactAddresses ? baselineWithoutAddresses(former) : former;
    const request = { functionName: name, rules, consistency, imageMatch, hostDetails, maxImages, asOf };
    const scopes = args.scopes ?? [{ region, projectId, enterpriseProjectId }];
    const requests = scopes.map((scope) => ({ ...request, ...scope }));
    const { facts, lists, unresolved, unread } = await withinTime(name, context, call, (timed) =>
      readScopes(requests, args.onScopeError, context, timed),
    );
    const metadata = metadataOf(lists, unresolved, unread, asOf);
    const evaluation = evaluateRules(rules, facts, asOf);
    const found = {
      ...(args.redactAddresses ? withoutAddresses(evaluation) : evaluation),
      rules,
      metadata: { ...metadata, requestIds: args.asOf === undefined ? metadata.requestIds : [] },
      tool: reportTool,
      program: { file: args.programFile ?? "Pulumi.yaml", line: args.programLine ?? 1 },
      sarifResults,
      failOn,
    };
    const complete = sinceBaseline(found, baseline, args.history);
    const enforced = enforcement({ rules, violations: failingViolations(complete) }, args.enforce);
    if (enforced.warn.length > 0) {
      const { summary, worst } = enforcementMessage(complete, enforced.warn);
      const advice = "Change the images on these servers, or add exceptions to the rules.";
      call.warn(errorText({ summary, advice, details: worst }));
    }
    const isUnread = unread.length > 0 && strictest({ rules }, args.enforce) === "error";
    if (enforced.error.length > 0 || isUnread) {
      const { summary, worst } = enforcementMessage(complete, enforced.error);
      throw new ComplianceError(summary, worst, enforced.error.length);
    }
    const { passed, summary, baseline: compared, history } = complete;
    const reports = makeReports(complete, args.reports ?? [], (made) => compactList([made], call)).flat();
    return {
      passed,
      violations: compactList(complete.violations, call),
      exemptions: compactList(complete.exemptions, call),
      summary,
      metadata,
      ...(compared && { baseline: compared }),
      history,
      reports,
    };
  },
});
