import { z } from "zod";
import type { ComplianceRule } from "./complianceRule.js";
import type { Evaluation } from "./evaluateRules.js";

export const complianceMetadata = z
  .object({
    asOf: z.string().describe("The time at which exceptions were checked, for example `2026-11-24T12:00:00.000Z`."),
    region: z.string().describe("Region that was queried."),
    projectId: z.string().describe("ID of the project that was queried."),
    enterpriseProjectId: z.string().describe("Enterprise project that was queried; `0` is the default one."),
    queries: z
      .array(
        z
          .object({
            image: z.string().describe('The image in the query; "" stands for any image.'),
            hosts: z.int().describe("Number of rows that HSS returned."),
          })
          .describe("A list that was read from HSS.")
          .meta({ id: "ComplianceQuery" }),
      )
      .describe("The lists that were read from HSS."),
    complete: z.boolean().describe('Whether all lists are exact; with `onDrift` "warn" they may not be.'),
    incompleteBecause: z.array(z.string()).describe("Why lists may be incomplete."),
    unverifiedImages: z
      .array(z.string())
      .describe(
        "Images that `imageMatch` `exact` could not distinguish from others, each with the reason. A server with one of the others may count as a server with the image.",
      ),
    requestIds: z
      .array(z.string())
      .describe("Request IDs of all answers (`X-Request-Id`), sorted. Reports leave them out when `asOf` is given."),
  })
  .describe("What was queried, where, and when.")
  .meta({ id: "ComplianceMetadata" });

export type ComplianceMetadata = z.output<typeof complianceMetadata>;

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
}
