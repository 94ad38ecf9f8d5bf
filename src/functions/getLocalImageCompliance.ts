import pMap from "p-map";
import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import type { CheckedHost } from "../compliance/checkedHost.js";
import { baselineComparison, complianceMetadata, FAIL_ON } from "../compliance/complianceReport.js";
import { complianceSummary } from "../compliance/complianceSummary.js";
import { enforcement, type Enforcement } from "../compliance/enforcement.js";
import { enforcementMessage } from "../compliance/enforcementMessage.js";
import { evaluateRules } from "../compliance/evaluateRules.js";
import { failingViolations } from "../compliance/failingViolations.js";
import { historyEntry } from "../compliance/historyEntry.js";
import { imageQueries, queriedImage, queryKey, type ImageQuery } from "../compliance/imageQueries.js";
import { complianceExemption, complianceViolation } from "../compliance/judgement.js";
import { metadataOf } from "../compliance/metadataOf.js";
import { readBaseline } from "../compliance/readBaseline.js";
import { reportFormats, REPORT_FORMATS } from "../compliance/reports/reportFormats.js";
import { complianceRules } from "../compliance/ruleFile.js";
import { sinceBaseline } from "../compliance/sinceBaseline.js";
import { withoutAddresses } from "../compliance/withoutAddresses.js";
import { ComplianceError } from "../errors/complianceError.js";
import { errorText } from "../errors/errorText.js";
import type { ImageLists } from "../hss/exactImageList.js";
import { localImageHosts } from "../hss/localImageHosts.js";
import { defineFunction, type Call } from "../plugin/packageDefinition.js";
import { input } from "../schema/input.js";
import { consistencyArgument } from "./consistencyArgument.js";
import type { FunctionContext } from "./functionContext.js";
import { imageMatch } from "./imageMatch.js";
import { listRows } from "./listRows.js";
import { readRuleFile } from "./readRuleFile.js";
import { scopeArguments } from "./scopeArguments.js";
import { withinTime } from "./withinTime.js";

/** Lists under way at once. Each is read in parallel pages, so that few keep the connections busy. */
const LISTS_AT_ONCE = 4;

const args = z
  .strictObject({
    rules: complianceRules.optional(),
    ruleFile: input
      .text(
        "The rules as the content of a file in YAML or JSON, instead of `rules`: an object with the property `rules`. " +
          "`compliance-rules.schema.json` is the file's schema.",
      )
      .optional(),
    reports: z
      .array(input.choice(REPORT_FORMATS, "A report format.", "ReportFormat"))
      .optional()
      .describe("Formats in which to return a report. Default: none."),
    enforce: input
      .choice(
        {
          error:
            "fail the call, and with it the preview or update, with a list of the violations, and return no result.",
          warn: "show the list as a warning.",
          none: "only return the result.",
        } satisfies Record<Enforcement, string>,
        "What to do if there are violations of rules that do not set `enforce` themselves. Default: `none`.",
      )
      .optional(),
    failOn: input
      .choice(
        FAIL_ON,
        "Which violations fail: `all`, or only the `new` ones, which `baseline` does not have. Without a baseline, all are new. `enforce`, " +
          "`passed` and the reports follow it. Default: `all`.",
      )
      .optional(),
    baseline: input
      .text(
        "The content of the `json` or `baseline` report of a former run. The result and the reports then say which violations are new, " +
          "unchanged and fixed since that run. Default: none.",
      )
      .optional(),
    history: z
      .array(historyEntry)
      .optional()
      .describe(
        "The numbers of former runs, the oldest first, as `history` of a result has them. Default: those in `baseline`.",
      ),
    redactAddresses: input
      .flag("Whether to remove IP addresses from the result, the reports and all messages. Default: false.")
      .optional(),
    programFile: input
      .text(
        "File that contains the rules, relative to the root of the repository. The SARIF report points to it. " +
          "Default: `Pulumi.yaml`.",
      )
      .optional()
      .refine((file) => file === undefined || !/^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(file), {
        error: "must be a path inside the repository, relative to its root",
      }),
    programLine: input.integer(1, 2_147_483_647, "Line number in that file, starting at 1. Default: 1.").optional(),
    asOf: z.iso
      .datetime({ offset: true, error: "must be a time such as 2026-11-24T12:00:00Z" })
      .optional()
      .describe(
        "The time at which exceptions are checked, for example `2026-11-24T12:00:00Z`. The reports show it. With the same time, " +
          "the same servers give identical reports. Default: now.",
      ),
    imageMatch: imageMatch("exact"),
    ...scopeArguments,
    ...consistencyArgument,
  })
  .check(({ value, issues }) => {
    if ((value.rules === undefined) !== (value.ruleFile === undefined)) return;
    const message = "must be given, or ruleFile instead, but not both";
    issues.push({ code: "custom", path: ["rules"], message, input: value.rules });
  });

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
    "Checks servers against rules about the local container images that they must hold or must not hold. Rules have " +
    "severities and exceptions. Reports are available in formats for people, pipelines and security tools. The check covers the servers that " +
    "HSS lists for an image (ListLocalImageHosts). HSS does not list a server without any local image, so such a server never violates a rule. " +
    "A server that moves in a list while it is read can be missed, unless `consistency` is `snapshot`.",
  input: args,
  output,
  async run(args, context: FunctionContext, call: Call) {
    const { imageMatch, region, projectId, enterpriseProjectId, consistency } = args;
    const rules = args.rules ?? readRuleFile(args.ruleFile as string);
    const asOf = args.asOf === undefined ? context.clock.now() : Date.parse(args.asOf);
    const baseline = args.baseline === undefined ? undefined : readBaseline(args.baseline);
    const imageLists: ImageLists = new Map();
    const read = async (query: ImageQuery, timed: Call) => {
      const filters = {
        imageName: query.name,
        imageVersion: query.version,
        imageDigest: query.digest,
        enterpriseProjectId,
      };
      const noun = `hosts with ${queriedImage(query) || "any image"}`;
      const request = { region, projectId, consistency, filters };
      const listed = { functionName: name, operation: localImageHosts, noun, request, imageMatch, imageLists };
      return { query, ...(await listRows(listed, context, timed)) };
    };
    const lists = await withinTime(name, context, call, (timed) =>
      pMap(imageQueries(rules), (query) => read(query, timed), { concurrency: LISTS_AT_ONCE, signal: timed.signal }),
    );
    const rowsByQuery = new Map(lists.map(({ query, rows }) => [queryKey(query), rows]));
    const metadata = metadataOf(lists, asOf);
    const hostsOf = (query: ImageQuery) => rowsByQuery.get(queryKey(query)) as CheckedHost[];
    const evaluation = evaluateRules(
      rules,
      metadata.scopes.map((scope) => ({ scope, hostsOf })),
      asOf,
    );
    const found = {
      ...(args.redactAddresses ? withoutAddresses(evaluation) : evaluation),
      rules,
      metadata: { ...metadata, requestIds: args.asOf === undefined ? metadata.requestIds : [] },
      tool: { name: packageJson.name, version: packageJson.version, homepage: packageJson.homepage },
      program: { file: args.programFile ?? "Pulumi.yaml", line: args.programLine ?? 1 },
      failOn: args.failOn ?? "all",
    };
    const complete = sinceBaseline(found, baseline, args.history);
    const enforced = enforcement({ rules, violations: failingViolations(complete) }, args.enforce ?? "none");
    if (enforced.warn.length > 0) {
      const { summary, worst } = enforcementMessage(complete, enforced.warn);
      const advice = "Change the images on these servers, or add exceptions to the rules.";
      call.warn(errorText({ summary, advice, details: worst }));
    }
    if (enforced.error.length > 0) {
      const { summary, worst } = enforcementMessage(complete, enforced.error);
      throw new ComplianceError(summary, worst, enforced.error.length);
    }
    const { passed, violations, exemptions, summary, baseline: compared, history } = complete;
    const reports = (args.reports ?? []).map((format) => {
      const { fileName, mediaType, render } = reportFormats[format];
      return { format, fileName, mediaType, content: render(complete) };
    });
    return {
      passed,
      violations,
      exemptions,
      summary,
      metadata,
      ...(compared && { baseline: compared }),
      history,
      reports,
    };
  },
});
