import { z } from "zod";
import { FAIL_ON, SARIF_RESULTS } from "../../compliance/complianceReport.js";
import type { Enforcement } from "../../compliance/enforcement.js";
import { historyEntry } from "../../compliance/historyEntry.js";
import { REPORT_FORMATS } from "../../compliance/reports/reportFormats.js";
import { complianceRules } from "../../compliance/ruleFile.js";
import { input } from "../../schema/input.js";
import { consistencyArgument } from "../consistencyArgument.js";
import { imageMatch } from "../imageMatch.js";
import { scopeArguments } from "../scopeArguments.js";

export const complianceArguments = z
  .strictObject({
    rules: complianceRules.optional(),
    ruleFile: input
      .text(
        "The rules as the content of a file in YAML or JSON, instead of `rules`: an object with the property `rules`, for example " +
          "`{ rules: [{ name: no-nginx, severity: low, effect: deny, image: { name: nginx } }] }`. " +
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
        "What to do if there are violations of rules that do not set `enforce` themselves.",
      )
      .default("none"),
    failOn: input
      .choice(
        FAIL_ON,
        "Which violations fail: `all`, or only the `new` ones, which `baseline` does not have. Without a baseline, all are new. `enforce`, " +
          "`passed` and the reports follow it.",
      )
      .default("all"),
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
      .flag(
        "Whether to remove the IP addresses of servers, also from their names, from the result, the reports and all messages. Default: false.",
      )
      .optional(),
    programFile: input
      .text(
        "File that contains the rules, relative to the root of the repository. The SARIF and JUnit reports point to it. " +
          "Default: `Pulumi.yaml`.",
      )
      .optional()
      .refine((file) => file === undefined || !/^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/i.test(file), {
        error: "must be a path inside the repository, relative to its root",
      })
      .refine((file) => file === undefined || !/(^|[/\\])\.?$/.test(file), { error: "must be a file, not a folder" }),
    programLine: input.integer(1, 2_147_483_647, "Line number in that file, starting at 1. Default: 1.").optional(),
    sarifResults: input
      .choice(
        SARIF_RESULTS,
        "Which findings the SARIF report contains. `violations`: only violations. `all`: also exempt servers, as suppressed results, and " +
          "violations that are fixed, as absent results. GitHub opens alerts for all of them.",
      )
      .default("violations"),
    asOf: z.iso
      .datetime({ offset: true, error: "must be a time such as 2026-11-24T12:00:00Z" })
      .optional()
      .describe(
        "The time at which exceptions are checked, for example `2026-11-24T12:00:00Z`. The reports show it. With the same time, " +
          "the same servers give identical reports. Default: now.",
      ),
    hostDetails: input
      .choice(
        ["full", "none"],
        "Whether to read the servers. `none`: `deny` and `allow` rules are judged by the list of images, which says how many servers hold each. " +
          "It takes few requests. A violation is then an image, and has no server.",
      )
      .default("full"),
    maxImages: input
      .integer(
        1,
        100_000,
        "The most images whose servers are read, because each takes at least one request. Images that rules name exactly do not count. " +
          "If the rules need more, the call fails before it reads servers, and says which rule needs how many.",
      )
      .default(200),
    imageMatch: imageMatch("exact"),
    ...scopeArguments,
    scopes: z
      .array(
        z
          .strictObject(scopeArguments)
          .describe("A region, project and enterprise project. What is left out is the provider's.")
          .meta({ id: "ComplianceScopeArgs" }),
        { error: "must be a list of scopes" },
      )
      .min(1, "must contain at least one scope")
      .optional()
      .describe(
        "Regions, projects and enterprise projects to check, instead of `region`, `projectId` and `enterpriseProjectId`. The rules " +
          "are checked in each scope, and every violation says its scope.",
      ),
    onScopeError: input
      .choice(
        ["error", "report"],
        "What to do if a scope cannot be read. `error`: fail the call. `report`: return the result of the others, which is incomplete " +
          "and not passed.",
      )
      .default("error"),
    ...consistencyArgument,
  })
  .check(({ value, issues }) => {
    if (value.hostDetails === "none" && value.imageMatch === "server") {
      const message = "must be exact if hostDetails is none: HSS itself lists the images";
      issues.push({ code: "custom", path: ["imageMatch"], message, input: value.imageMatch });
    }
    for (const property of ["region", "projectId", "enterpriseProjectId"] as const) {
      if (value.scopes === undefined || value[property] === undefined) continue;
      const message = "must be left out if scopes is given: each scope has its own";
      issues.push({ code: "custom", path: [property], message, input: value[property] });
    }
    if ((value.rules === undefined) !== (value.ruleFile === undefined)) return;
    const message = "must be given, or ruleFile instead, but not both";
    issues.push({ code: "custom", path: ["rules"], message, input: value.rules });
  });
