import { z } from "zod";
import { SEVERITIES } from "./complianceRule.js";
import { scopeShape } from "./complianceScope.js";

export const fixedViolation = z
  .object({
    id: z.string().describe("ID of the finding, the same in every run and in every report."),
    rule: z.string().describe("Name of the rule."),
    severity: z.enum(SEVERITIES).describe("Severity of the rule in the former run."),
    image: z.string().describe("The image that the rule is about."),
    ...scopeShape,
    hostId: z
      .string()
      .optional()
      .describe(
        'ID of the server; "" if the violation was not about a single server. Not set if the baseline is a `baseline` report.',
      ),
    hostName: z
      .string()
      .optional()
      .describe(
        'Name of the server; "" if the violation was not about a single server. Not set if the baseline is a `baseline` report.',
      ),
  })
  .describe("A violation of the former run that is fixed.")
  .meta({ id: "ComplianceFixedViolation" });

export type FixedViolation = z.output<typeof fixedViolation>;
