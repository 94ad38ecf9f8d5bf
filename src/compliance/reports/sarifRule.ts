import type { ComplianceRule, Severity } from "../complianceRule.js";
import { printableLine } from "../../errors/printable.js";
import { ruleText } from "../ruleText.js";
import { markdownCode } from "./markdownCode.js";
import { markdownProse } from "./markdownProse.js";
import { SARIF_LEVELS } from "./sarifLevels.js";

/** The most characters of a description on GitHub. */
const LONGEST_DESCRIPTION = 1024;

/** Code scanning on GitHub sorts by this score: over 9 is critical, from 7 high, from 4 medium. */
const SCORES: Readonly<Record<Severity, string | undefined>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  informational: undefined,
};

const ADVICE = "Change the images on the server, or add an exception to the rule.";

/** A rule as a `reportingDescriptor`, with what code scanning on GitHub shows. */
export function sarifRule(rule: ComplianceRule) {
  const { name: id, description, severity, effect } = rule;
  const score = SCORES[severity];
  const name = pascalCase(id);
  const demand = ruleText(rule);
  return {
    id,
    // SARIF does not allow a name that equals the ID.
    ...(name === "" || name === id ? {} : { name }),
    shortDescription: { text: printableLine(id) },
    fullDescription: { text: shortened(description ?? `The rule is: ${demand}.`) },
    help: {
      text: [description, `Rule: ${demand}`, `Severity: ${severity}`, ADVICE].filter(Boolean).join("\n\n"),
      markdown: [
        description === undefined ? "" : markdownProse(description),
        `**Rule:** ${markdownCode(demand)}`,
        `**Severity:** ${severity}`,
        ADVICE,
      ]
        .filter(Boolean)
        .join("\n\n"),
    },
    defaultConfiguration: { level: SARIF_LEVELS[severity] },
    properties: {
      tags: ["security", "containers", "compliance", effect, severity],
      severity,
      precision: "very-high",
      ...(score === undefined ? {} : { "security-severity": score }),
    },
  };
}

/** `no-vulnerable-log4j` as `NoVulnerableLog4j`: SARIF recommends this form. */
function pascalCase(text: string): string {
  return text.replace(/[^\p{L}\p{N}]*([\p{L}\p{N}]?)([\p{L}\p{N}]*)/gu, (_, first: string, rest: string) => {
    return first.toUpperCase() + rest;
  });
}

function shortened(text: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text;
  return `${text.slice(0, LONGEST_DESCRIPTION - 1).toWellFormed()}…`;
}
