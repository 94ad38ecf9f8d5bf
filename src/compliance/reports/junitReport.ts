import type { ComplianceReport } from "../complianceReport.js";
import { scopeText } from "../complianceScope.js";
import { counted } from "../counted.js";
import { printableLine } from "../../errors/printable.js";
import { violationText } from "../violationText.js";
import type { ReportFormat } from "./reportFormat.js";
import { xmlText } from "./xmlText.js";

const SUITE = "image-compliance";

/** JUnit XML as Ant and Jenkins define it: one suite, with one test case for each rule. */
export const junitReport: ReportFormat = {
  mediaType: "application/xml",
  fileName: "compliance.junit.xml",
  render(report) {
    const { metadata, summary, rules, tool } = report;
    const failures = summary.byRule.filter(({ passed }) => !passed).length;
    const suite = attributes({
      name: SUITE,
      package: SUITE,
      id: 0,
      // The format has no time zones and no fractions of a second.
      timestamp: metadata.asOf.slice(0, "2026-01-01T00:00:00".length),
      hostname: "localhost",
      tests: rules.length,
      failures,
      errors: 0,
      time: 0,
    });
    const { asOf, scopes, complete, requestIds } = metadata;
    const facts = { asOf, scopes: scopes.map(scopeText).join("; "), complete, requestIds: requestIds.join(" ") };
    const properties = Object.entries({ tool: `${tool.name} ${tool.version}`, ...facts }).map(
      ([name, value]) => `      <property${attributes({ name, value })}/>`,
    );
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      "<testsuites>",
      `  <testsuite${suite}>`,
      "    <properties>",
      ...properties,
      "    </properties>",
      ...testCases(report),
      "    <system-out/>",
      "    <system-err/>",
      "  </testsuite>",
      "</testsuites>",
      "",
    ].join("\n");
  },
};

function testCases({ rules, violations, summary }: ComplianceReport): string[] {
  return rules.map((rule, index) => {
    const opening = `<testcase${attributes({ name: rule.name, classname: `${SUITE}.${rule.severity}`, time: 0 })}`;
    const count = summary.byRule[index]?.violations ?? 0;
    if (count === 0) return `    ${opening}/>`;
    const lines = violations.filter((violation) => violation.rule === rule.name).map(violationText);
    const failure = attributes({
      message: `${rule.name}: ${counted(count, "violation")}`,
      type: `${rule.effect}.${rule.severity}`,
    });
    // Line feeds are kept here, because readers show this text as a block.
    const text = lines.map((line) => xmlText(printableLine(line))).join("\n");
    return `    ${opening}>\n      <failure${failure}>${text}</failure>\n    </testcase>`;
  });
}

function attributes(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(printableLine(String(value)))}"`)
    .join("");
}
