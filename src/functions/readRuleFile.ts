import { parse, YAMLParseError } from "yaml";
import type { ComplianceRule } from "../compliance/complianceRule.js";
import { ruleFile } from "../compliance/ruleFile.js";
import { ArgumentError } from "../errors/argumentError.js";
import { invalidArguments } from "../plugin/invalidArguments.js";
import { validate, type PropertyFailures } from "../plugin/validate.js";

/** Reads the rules from the content of a rule file, in YAML 1.2 or in JSON, which is a part of YAML. Throws ArgumentError. */
export function readRuleFile(content: string): ComplianceRule[] {
  const file = parsed(content);
  if (typeof file !== "object" || file === null || Array.isArray(file)) {
    throw new ArgumentError(
      "ruleFile",
      "Argument ruleFile is not the content of a rule file.",
      "Pass the content of the file, not its path. The file must be an object with the property rules.",
    );
  }
  const validated = validate(ruleFile, file as Record<string, unknown>, "property");
  if (validated.ok) return validated.values.rules;
  const failures = validated.failures.map((failure) => ({ ...failure, property: `ruleFile.${failure.property}` }));
  throw invalidArguments(failures as unknown as PropertyFailures);
}

function parsed(content: string): unknown {
  try {
    return parse(content, { logLevel: "error" });
  } catch (error) {
    if (!(error instanceof YAMLParseError) && !(error instanceof ReferenceError)) throw error;
    // The first line is the cause and its place. The others repeat the file's text.
    const [cause = ""] = error.message.split("\n");
    throw new ArgumentError(
      "ruleFile",
      `Argument ruleFile is neither valid YAML nor valid JSON: ${cause.replace(/:$/, "")}.`,
      "Correct the file. An editor that knows its schema shows the place.",
    );
  }
}
