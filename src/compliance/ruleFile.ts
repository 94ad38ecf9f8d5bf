import { z } from "zod";
import { complianceRule } from "./complianceRule.js";

export const RULE_FILE_SCHEMA =
  "https://raw.githubusercontent.com/pulumi-huaweicloud-hss/pulumi-huaweicloud-hss/main/docs/compliance-rules.schema.json";

export const complianceRules = z
  .array(complianceRule, { error: "must be a list of rules" })
  .min(1, "must contain at least one rule")
  .check(({ value, issues }) => {
    const names = value.map(({ name }) => name);
    names.forEach((name, index) => {
      if (names.indexOf(name) === index) return;
      const message = `must be unique, but an earlier rule is also named "${name}"`;
      issues.push({ code: "custom", path: [index, "name"], message, input: name });
    });
  })
  .describe("The rules to check. Rules about the same image share one list.");

/** A file with rules. docs/compliance-rules.schema.json is made from this. */
export const ruleFile = z
  .strictObject({
    $schema: z
      .string({ error: "must be a string" })
      .optional()
      .describe("URL of the schema of this file. Editors complete and check the file by it."),
    rules: complianceRules,
  })
  .describe("Rules about container images on servers.")
  .meta({ title: "Image compliance rules" });

/** The JSON Schema of a file with rules. */
export function ruleFileJsonSchema(): object {
  return { ...z.toJSONSchema(ruleFile, { io: "input" }), $id: RULE_FILE_SCHEMA };
}
