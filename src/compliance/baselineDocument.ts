import { z } from "zod";
import { SEVERITIES } from "./complianceRule.js";
import { scopeShape } from "./complianceScope.js";
import { historyEntry } from "./historyEntry.js";

/** Raised when the provider would misread a document of the previous version. */
export const BASELINE_VERSION = 1;

/** The content of a `baseline` report: what the next run needs to know about this one. */
export const baselineDocument = z.object({
  formatVersion: z.literal(BASELINE_VERSION),
  asOf: z.iso.datetime({ offset: true }),
  complete: z.boolean(),
  /** The violations, in one entry for each rule, image and scope. */
  findings: z.array(
    z.object({
      rule: z.string(),
      severity: z.enum(SEVERITIES),
      image: z.string(),
      /** `ruleDefinition` of the rule. */
      definition: z.string(),
      ...scopeShape,
      /** `findingId` of each violation, sorted. */
      ids: z.array(z.string()),
    }),
  ),
  history: z.array(historyEntry),
});

export type BaselineDocument = z.output<typeof baselineDocument>;
