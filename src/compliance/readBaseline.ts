import { z } from "zod";
import { ArgumentError } from "../errors/argumentError.js";
import type { Baseline } from "./baseline.js";
import { BASELINE_VERSION, baselineDocument } from "./baselineDocument.js";
import { SEVERITIES } from "./complianceRule.js";
import { scopeShape } from "./complianceScope.js";
import { findingId } from "./findingId.js";
import { historyEntry } from "./historyEntry.js";
import { FORMAT_VERSION } from "./reports/jsonReport.js";
import { ruleDefinition } from "./ruleDefinition.js";

/** The part of a JSON report that a later run needs. Newer reports may have more. */
const jsonDocument = z.object({
  formatVersion: z.literal(FORMAT_VERSION),
  metadata: z.object({ asOf: z.iso.datetime({ offset: true }), complete: z.boolean() }),
  rules: z.array(z.looseObject({ name: z.string() })),
  violations: z.array(
    z.object({
      rule: z.string(),
      severity: z.enum(SEVERITIES),
      image: z.string(),
      ...scopeShape,
      hostId: z.string(),
      hostName: z.string(),
    }),
  ),
  history: z.array(historyEntry),
});

/**
 * Reads the argument `baseline`: the content of a JSON report or of a `baseline` report.
 * @throws ArgumentError if it is neither
 */
export function readBaseline(content: string): Baseline {
  const document = parsed(content);
  return "findings" in document ? fromBaselineReport(document) : fromJsonReport(document);
}

function fromBaselineReport(document: object): Baseline {
  const { asOf, complete, findings, history } = checked(baselineDocument, BASELINE_VERSION, document);
  const violations = findings.flatMap(({ ids, definition, ...finding }) =>
    ids.map((id) => ({ violation: { id, ...finding }, definition })),
  );
  return { asOf, complete, violations, history };
}

function fromJsonReport(document: object): Baseline {
  const { metadata, rules, violations, history } = checked(jsonDocument, FORMAT_VERSION, document);
  const definitions = new Map(rules.map((rule) => [rule.name, ruleDefinition(rule)]));
  return {
    asOf: metadata.asOf,
    complete: metadata.complete,
    violations: violations.map((violation) => ({
      violation: { id: findingId(violation), ...violation },
      definition: definitions.get(violation.rule) ?? "",
    })),
    history,
  };
}

function parsed(content: string): object {
  let document: unknown;
  try {
    // Some programs write a byte order mark in front.
    document = JSON.parse(content.replace(/^\ufeff/, ""));
  } catch {
    throw notAReport("it is not JSON");
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) throw notAReport("it is no object");
  return document;
}

function checked<Document>(schema: z.ZodType<Document>, version: number, document: object): Document {
  const found = "formatVersion" in document ? document.formatVersion : undefined;
  if (typeof found === "number" && found !== version) {
    throw new ArgumentError(
      "baseline",
      `Argument baseline has format version ${found}, but this version of the provider reads version ${version}.`,
      "Make a new baseline, or use the version of the provider that made this one.",
    );
  }
  const { success, data, error } = schema.safeParse(document);
  if (success) return data;
  const [issue] = error.issues;
  throw notAReport(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

function notAReport(problem: string): ArgumentError {
  return new ArgumentError(
    "baseline",
    "Argument baseline must be the content of a json or baseline report.",
    "Pass the whole content of the report, not its file name, or leave the argument out.",
    [["problem", problem]],
  );
}
