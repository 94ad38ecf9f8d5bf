import assert from "node:assert/strict";
import type { ComplianceReport } from "../../src/compliance/complianceReport.js";
import type { HistoryEntry } from "../../src/compliance/historyEntry.js";
import type { FunctionContext } from "../../src/functions/functionContext.js";
import { getLocalImageCompliance } from "../../src/functions/getLocalImageCompliance.js";
import type { Call } from "../../src/plugin/packageDefinition.js";
import { validate } from "../../src/plugin/validate.js";

export type Checked = Pick<
  ComplianceReport,
  "passed" | "violations" | "exemptions" | "summary" | "metadata" | "baseline"
> & {
  history: HistoryEntry[];
  reports: { format: string; content: string; fileName: string }[];
};

/** Calls getLocalImageCompliance in this process, with the checks of its arguments. */
export async function checkCompliance(
  context: FunctionContext,
  args: Record<string, unknown>,
  shown: Partial<Call> = {},
): Promise<Checked> {
  const checked = validate(getLocalImageCompliance.input, args, "argument");
  if (!checked.ok) assert.fail(checked.failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  return (await getLocalImageCompliance.run(checked.values, context, {
    signal: new AbortController().signal,
    status: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    ...shown,
  })) as Checked;
}
