import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { RULE_FILE_SCHEMA, ruleFileJsonSchema } from "../../src/compliance/ruleFile.js";
import { ArgumentError } from "../../src/errors/argumentError.js";
import { readRuleFile } from "../../src/functions/readRuleFile.js";

const RULE = { name: "no-log4j", severity: "critical", effect: "deny", image: { name: "log4j-demo" } } as const;

const YAML = `# yaml-language-server: $schema=${RULE_FILE_SCHEMA}
rules:
  - name: no-log4j
    severity: critical
    effect: deny
    image: { name: log4j-demo, version: "1.10" }
    enforce: warn
    exceptions:
      - host: lab-*
        reason: cut off from every network
        owner: team-lab
        ticket: SEC-1042
        expires: 2026-12-31
`;

const messageOf = (content: string): string => {
  try {
    readRuleFile(content);
  } catch (error) {
    assert.ok(error instanceof ArgumentError);
    return error.message;
  }
  return "none";
};

describe("a rule file", () => {
  it("is read as JSON", () => {
    assert.deepEqual(readRuleFile(JSON.stringify({ $schema: RULE_FILE_SCHEMA, rules: [RULE] }, null, "\t")), [RULE]);
  });

  it("is read as YAML, in which a date stays text", () => {
    const exception = { host: "lab-*", reason: "cut off from every network", owner: "team-lab", ticket: "SEC-1042" };
    assert.deepEqual(readRuleFile(YAML), [
      {
        ...RULE,
        image: { name: "log4j-demo", version: "1.10" },
        enforce: "warn",
        exceptions: [{ ...exception, expires: "2026-12-31" }],
      },
    ]);
  });

  for (const [what, content, message] of [
    [
      "a version that YAML reads as a number",
      YAML.replace('"1.10"', "1.10"),
      "Argument ruleFile.rules[0].image.version must be a string.\n",
    ],
    [
      "a property that does not exist",
      YAML.replace("enforce:", "enforced:"),
      "Argument ruleFile.rules[0].enforced does not exist.\nUse one of: name, description, severity,",
    ],
    [
      "two rules of one name",
      JSON.stringify({ rules: [RULE, RULE] }),
      'Argument ruleFile.rules[1].name must be unique, but an earlier rule is also named "no-log4j".',
    ],
    ["no rules", "rules: []", "Argument ruleFile.rules must contain at least one rule."],
    [
      "the path of a file",
      "rules.yaml",
      "Argument ruleFile is not the content of a rule file.\nPass the content of the file, not its path.",
    ],
    ["a list", JSON.stringify([RULE]), "Argument ruleFile is not the content of a rule file.\n"],
    ["nothing", "# nothing", "Argument ruleFile is not the content of a rule file.\n"],
    [
      "a property twice",
      "rules: []\nrules: []",
      "Argument ruleFile is neither valid YAML nor valid JSON: Map keys must be unique at line 2, column 1.\n",
    ],
    [
      "JSON that was cut off",
      JSON.stringify({ rules: [RULE] }).slice(0, -3),
      "Argument ruleFile is neither valid YAML nor valid JSON: Flow map in block collection must be sufficiently indented and end with a } at line 1, column",
    ],
    [
      "aliases that grow without limit",
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nrules: [*c,*c,*c,*c,*c]`,
      "Argument ruleFile is neither valid YAML nor valid JSON: Excessive alias count indicates a resource exhaustion attack.\n",
    ],
  ] as const) {
    it(`with ${what} is refused`, () => {
      const found = messageOf(content);
      assert.equal(found.slice(0, message.length), message);
    });
  }

  it("has the schema that is published; npm run schema writes it anew", async () => {
    const published = JSON.parse(await readFile("docs/compliance-rules.schema.json", "utf8")) as unknown;
    assert.deepEqual(published, ruleFileJsonSchema());
  });

  it("is checked by editors as it is by the provider", () => {
    const ajv = new Ajv2020({ allErrors: true });
    formats.default(ajv);
    const fits = ajv.compile(ruleFileJsonSchema());
    assert.ok(fits({ $schema: RULE_FILE_SCHEMA, rules: readRuleFile(YAML) }), JSON.stringify(fits.errors));
    assert.ok(!fits({ rules: [{ ...RULE, effect: "denied" }] }));
    assert.ok(!fits({ rules: [{ ...RULE, enforced: "warn" }] }));
    assert.ok(!fits({}));
  });
});
