import { z } from "zod";
import type { ComplianceRule } from "./complianceRule.js";
import type { Evaluation } from "./evaluateRules.js";

export const complianceMetadata = z
  .object({
    asOf: z.string().describe("The time that exceptions were judged at, for example `2026-11-24T12:00:00.000Z`."),
    region: z.string().describe("Region that was asked."),
    projectId: z.string().describe("ID of the project that was asked."),
    enterpriseProjectId: z.string().describe("Enterprise project that was asked; `0` is the default one."),
    queries: z
      .array(
        z
          .object({
            image: z.string().describe('The image that was asked for; "" is any.'),
            hosts: z.int().describe("Rows that HSS answered."),
          })
          .describe("A list that HSS was asked for.")
          .meta({ id: "ComplianceQuery" }),
      )
      .describe("The lists that HSS was asked for."),
    complete: z.boolean().describe('Whether all lists are exact; with `onDrift` "warn" they may not be.'),
    incompleteBecause: z.array(z.string()).describe("Why lists may be incomplete."),
    unverifiedImages: z
      .array(z.string())
      .describe(
        "Images that `imageMatch` `exact` could not tell from others, each with the reason. Servers that hold only the others may count as holding them.",
      ),
    requestIds: z
      .array(z.string())
      .describe("Request IDs of all answers (`X-Request-Id`), sorted. Reports leave them out when `asOf` is given."),
  })
  .describe("What was asked, of whom, and when.")
  .meta({ id: "ComplianceMetadata" });

export type ComplianceMetadata = z.output<typeof complianceMetadata>;

/** What made a report. */
export interface ReportTool {
  name: string;
  version: string;
  homepage: string;
}

/** All that the reports are made from. */
export interface ComplianceReport extends Evaluation {
  rules: readonly ComplianceRule[];
  metadata: ComplianceMetadata;
  tool: ReportTool;
  /** Where the rules stand, for formats that point at source code. */
  program: { file: string; line: number };
}
