import { counted } from "../counted.js";
import type { FixedViolation } from "../fixedViolation.js";
import { hostText } from "../hostText.js";
import { markdownCode } from "./markdownCode.js";

/** A line of Markdown for each violation that is fixed, or for each rule if its servers are not known, and how many each is about. */
export function fixedLines(fixed: readonly FixedViolation[]): { lines: string[]; counts: number[] } {
  const known: string[] = [];
  const nameless = new Map<string, number>();
  for (const { rule, hostId, hostName } of fixed) {
    if (hostId === undefined || hostName === undefined) nameless.set(rule, (nameless.get(rule) ?? 0) + 1);
    else
      known.push(
        [hostText({ hostId, hostName }), rule]
          .filter((text) => text !== "")
          .map(markdownCode)
          .join(": "),
      );
  }
  const byRule = Array.from(nameless, ([rule, count]) => `${markdownCode(rule)}: ${counted(count, "violation")}`);
  return {
    lines: [...known, ...byRule].map((line) => `- ${line}`),
    counts: [...known.map(() => 1), ...nameless.values()],
  };
}
