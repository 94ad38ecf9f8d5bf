import { createHash } from "node:crypto";

/** These do not change which servers violate a rule. An exempt server still has its finding. */
const IRRELEVANT: ReadonlySet<string> = new Set(["name", "description", "severity", "enforce", "exceptions"]);

/** A digest of what a rule looks for. If it changes, violations that are gone may only be out of the rule's sight. */
export function ruleDefinition(rule: object): string {
  const relevant = Object.fromEntries(Object.entries(rule).filter(([key]) => !IRRELEVANT.has(key)));
  return createHash("sha256").update(JSON.stringify(relevant, sortKeys)).digest("hex").slice(0, 16);
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
