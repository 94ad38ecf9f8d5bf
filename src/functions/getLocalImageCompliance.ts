import pMap from "p-map";
import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import type { CheckedHost } from "../compliance/checkedHost.js";
import { complianceMetadata, type ComplianceReport } from "../compliance/complianceReport.js";
import { complianceRule } from "../compliance/complianceRule.js";
import { complianceSummary } from "../compliance/complianceSummary.js";
import { enforcementMessage } from "../compliance/enforcementMessage.js";
import { evaluateRules } from "../compliance/evaluateRules.js";
import { imageQueries, queriedImage, queryKey, type ImageQuery } from "../compliance/imageQueries.js";
import { complianceExemption, complianceViolation } from "../compliance/judgement.js";
import { metadataOf } from "../compliance/metadataOf.js";
import { reportFormats, REPORT_FORMATS } from "../compliance/reports/reportFormats.js";
import { withoutAddresses } from "../compliance/withoutAddresses.js";
import { ComplianceError } from "../errors/complianceError.js";
import { errorText } from "../errors/errorText.js";
import type { ImageLists } from "../hss/exactImageList.js";
import { localImageHosts } from "../hss/localImageHosts.js";
import { defineFunction, type Call } from "../plugin/packageDefinition.js";
import { input } from "../schema/input.js";
import type { FunctionContext } from "./functionContext.js";
import { imageMatch } from "./imageMatch.js";
import { listRows } from "./listRows.js";
import { scopeArguments } from "./scopeArguments.js";
import { withinTime } from "./withinTime.js";

/** Lists under way at once. Each is read in parallel pages, so that few keep the connections busy. */
const LISTS_AT_ONCE = 4;

const args = z.strictObject({
  rules: z
    .array(complianceRule, { error: "must be a list of rules" })
    .min(1, "must hold at least one rule")
    .check(({ value, issues }) => {
      const names = value.map(({ name }) => name);
      names.forEach((name, index) => {
        if (names.indexOf(name) === index) return;
        const message = `must be unique, and "${name}" is the name of an earlier rule too`;
        issues.push({ code: "custom", path: [index, "name"], message, input: name });
      });
    })
    .describe("The rules to check. Rules about the same image share one list."),
  reports: z
    .array(input.choice(REPORT_FORMATS, "A format."))
    .optional()
    .describe("Formats in which to return a report. Default: none."),
  enforce: input
    .choice(
      ["error", "warn"],
      "What violations do: `error` fails the call, and with it the preview or update, with a list of them, and gives no " +
        "result; `warn` shows the list as a warning. Default: neither.",
    )
    .optional(),
  redactAddresses: input
    .flag("Whether to leave IP addresses out of the result, the reports and all messages. Default: false.")
    .optional(),
  programFile: input
    .text(
      "File that the rules stand in, relative to the root of the repository: the place that the SARIF report points at. " +
        "Default: `Pulumi.yaml`.",
    )
    .optional()
    .refine((file) => file === undefined || !/^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(file), {
      error: "must be a path inside the repository, relative to its root",
    }),
  programLine: input.integer(1, 2_147_483_647, "Line in that file, from 1. Default: 1.").optional(),
  asOf: z.iso
    .datetime({ offset: true, error: "must be a time such as 2026-11-24T12:00:00Z" })
    .optional()
    .describe(
      "The time to judge exceptions at and to put in the reports, for example `2026-11-24T12:00:00Z`; the same servers then " +
        "give the same reports, to the byte. Default: now.",
    ),
  imageMatch: imageMatch("exact"),
  ...scopeArguments,
});

const report = z
  .object({
    format: input.choice(REPORT_FORMATS, "Format of the report."),
    fileName: z.string().describe("A name for a file with it, for example `compliance.sarif`."),
    mediaType: z.string().describe("Its media type, for example `text/html; charset=utf-8`."),
    content: z.string().describe("The report itself."),
  })
  .describe("A report in one format.")
  .meta({ id: "ComplianceReport" });

const output = z.object({
  passed: z.boolean().describe("Whether nothing violates any rule."),
  violations: z
    .array(complianceViolation)
    .describe("The violations, in the order of the rules, then by the server's name and ID."),
  exemptions: z.array(complianceExemption).describe("What exceptions spare, in the same order."),
  summary: complianceSummary.describe("The violations in figures."),
  metadata: complianceMetadata.describe("What the result was made from."),
  reports: z.array(report).describe("The reports, in the order they were asked for."),
});

const name = "getLocalImageCompliance";

export const getLocalImageCompliance = defineFunction({
  name,
  description:
    "Checks which servers hold local container images that they must not hold, or lack images that they must hold, by rules " +
    "with severities and exceptions, and reports it in formats for people, pipelines and security tools. It knows the servers that " +
    "HSS lists for an image (ListLocalImageHosts): a server without any local image is unknown to it, and never counts as lacking one.",
  input: args,
  output,
  async run(args, context: FunctionContext, call: Call) {
    const { rules, imageMatch, region, projectId, enterpriseProjectId } = args;
    const asOf = args.asOf === undefined ? context.clock.now() : Date.parse(args.asOf);
    const imageLists: ImageLists = new Map();
    const read = async (query: ImageQuery, timed: Call) => {
      const filters = {
        imageName: query.name,
        imageVersion: query.version,
        imageDigest: query.digest,
        enterpriseProjectId,
      };
      const noun = `hosts with ${queriedImage(query) || "any image"}`;
      const request = { region, projectId, filters };
      const listed = { functionName: name, operation: localImageHosts, noun, request, imageMatch, imageLists };
      return { query, ...(await listRows(listed, context, timed)) };
    };
    const lists = await withinTime(name, context, call, (timed) =>
      pMap(imageQueries(rules), (query) => read(query, timed), { concurrency: LISTS_AT_ONCE, signal: timed.signal }),
    );
    const rowsByQuery = new Map(lists.map(({ query, rows }) => [queryKey(query), rows]));
    const evaluation = evaluateRules(rules, (query) => rowsByQuery.get(queryKey(query)) as CheckedHost[], asOf);
    const metadata = metadataOf(lists, asOf);
    const complete: ComplianceReport = {
      ...(args.redactAddresses ? withoutAddresses(evaluation) : evaluation),
      rules,
      metadata: { ...metadata, requestIds: args.asOf === undefined ? metadata.requestIds : [] },
      tool: { name: packageJson.name, version: packageJson.version, homepage: packageJson.homepage },
      program: { file: args.programFile ?? "Pulumi.yaml", line: args.programLine ?? 1 },
    };
    if (!complete.passed && args.enforce !== undefined) {
      const { summary, worst } = enforcementMessage(complete);
      if (args.enforce === "error") throw new ComplianceError(summary, worst, complete.violations.length);
      const advice = "Change the images on these servers, or add exceptions to the rules.";
      call.warn(errorText({ summary, advice, details: worst }));
    }
    const { passed, violations, exemptions, summary } = complete;
    const reports = (args.reports ?? []).map((format) => {
      const { fileName, mediaType, render } = reportFormats[format];
      return { format, fileName, mediaType, content: render(complete) };
    });
    return { passed, violations, exemptions, summary, metadata, reports };
  },
});
