import { z } from "zod";

const count = (description: string) =>
  z.int({ error: "must be an integer" }).min(0, "must be at least 0").describe(description);

export const historyEntry = z
  .object({
    asOf: z
      .string({ error: "must be a string" })
      .describe("The time at which exceptions were checked, for example `2026-11-24T12:00:00.000Z`."),
    complete: z.boolean({ error: "must be true or false" }).describe("Whether all lists were exact."),
    critical: count("Number of violations of critical rules."),
    high: count("Number of violations of rules of high severity."),
    medium: count("Number of violations of rules of medium severity."),
    low: count("Number of violations of rules of low severity."),
    informational: count("Number of violations of informational rules."),
    newViolations: count("Number of violations that were new. Not set if the run had no baseline.").optional(),
    fixedViolations: count("Number of violations that were fixed. Not set if the run had no baseline.").optional(),
  })
  .describe("The numbers of violations of one run.")
  .meta({ id: "ComplianceHistoryEntry" });

export type HistoryEntry = z.output<typeof historyEntry>;
