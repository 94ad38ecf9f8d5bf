import { z } from "zod";
import { enumTypes } from "../schema/enumTypes.js";
import { complianceScope, scopeShape } from "./complianceScope.js";
import type { ComplianceRule } from "./complianceRule.js";
import type { Evaluation } from "./evaluateRules.js";
import { fixedViolation } from "./fixedViolation.js";
import type { HistoryEntry } from "./historyEntry.js";

const unreadScope = z
  .object({ ...scopeShape, error: z.string().describe("Why the scope could not be read.") })
  .describe("A scope that could not be read. What the arguments do not name is empty.")
  .meta({ id: "ComplianceUnreadScope" });

export type UnreadScope = z.output<typeof unreadScope>;

export const complianceMetadata = z
  .object({
    asOf: z.string().describe("The time at which exceptions were checked, for example `2026-11-24T12:00:00.000Z`."),
    scopes: z.array(complianceScope).describe("The regions, projects and enterprise projects that were queried."),
    unreadScopes: z
      .array(unreadScope)
      .describe("Scopes that could not be read. With `onScopeError` `error`, which is the default, there are none."),
    queries: z
      .array(
        z
          .object({
            ...scopeShape,
            list: z
              .enum(["hosts", "containers", "images", "vulnerabilities"])
              .register(enumTypes, { name: "QueryList" })
              .describe(
                "What the rows are: servers that hold the image, containers of it, images, or images with a vulnerability.",
              ),
            image: z
              .string()
              .describe(
                'The image in the query, the part of the names of `images`, or the CVE of `vulnerabilities`; "" stands for any image.',
              ),
            hosts: z.int().describe("Number of rows that HSS returned."),
          })
          .describe("A list that was read from HSS.")
          .meta({ id: "ComplianceQuery" }),
      )
      .describe("The lists that were read from HSS."),
    complete: z
      .boolean()
      .describe(
        "Whether all lists are exact and all scopes were read. With the provider's `onDrift` `warn` or with `onScopeError` `report`, they may not be.",
      ),
    incompleteBecause: z.array(z.string()).describe("Why the result may be incomplete."),
    unverifiedImages: z
      .array(z.string())
      .describe(
        "Images that `imageMatch` `exact` could not distinguish from others, each with the reason. A server with one of the others may count as a server with the image.",
      ),
    unresolved: z
      .array(z.string())
      .describe(
        "Images that a rule may be about, but HSS does not say what the rule needs to know: each with the rule and the reason, for example " +
          "`web:latest (no-old-nginx: its version has no number)`. They do not count as images that the rule is about.",
      ),
    requestIds: z
      .array(z.string())
      .describe("Request IDs of all answers (`X-Request-Id`), sorted. Reports leave them out when `asOf` is given."),
  })
  .describe("What was queried, where, and when.")
  .meta({ id: "ComplianceMetadata" });

export type ComplianceMetadata = z.output<typeof complianceMetadata>;

export const baselineComparison = z
  .object({
    asOf: z.string().describe("Time of the former run."),
    complete: z
      .boolean()
      .describe("Whether the lists of the former run were exact. If not, new violations may be older."),
    fixed: z
      .array(fixedViolation)
      .describe(
        "The violations that are fixed, in the order of the former run: the server no longer violates the rule, or HSS no longer lists it. " +
          "Empty if the lists of this run may be incomplete.",
      ),
  })
  .describe("The former run, compared with this one. Set only if `baseline` is given.")
  .meta({ id: "ComplianceBaseline" });

/** The program that made a report. */
export interface ReportTool {
  name: string;
  version: string;
  homepage: string;
}

/** The data from which the reports are made. */
export interface ComplianceReport extends Evaluation {
  rules: readonly ComplianceRule[];
  metadata: ComplianceMetadata;
  tool: ReportTool;
  /** Where the rules are, for formats that point to source code. */
  program: { file: string; line: number };
  /** Which findings are results in the SARIF report. Default: the violations. */
  sarifResults?: SarifResults;
  /** Which violations fail: all, or only those that the baseline does not have. Without a baseline, all are new. */
  failOn: FailOn;
  /** What became of the former run's violations; undefined if no baseline was given. */
  baseline?: z.output<typeof baselineComparison>;
  /** The former runs, the oldest first, and then this run. */
  history?: readonly HistoryEntry[];
}

export const SARIF_RESULTS = ["violations", "all"] as const;
export type SarifResults = (typeof SARIF_RESULTS)[number];

export const FAIL_ON = ["all", "new"] as const;
export type FailOn = (typeof FAIL_ON)[number];
