import type { ComplianceReport } from "../complianceReport.js";
import type { ComplianceRule } from "../complianceRule.js";
import { scopeText } from "../complianceScope.js";
import { counted } from "../counted.js";
import { exceptionText } from "../exceptionText.js";
import { failingViolations } from "../failingViolations.js";
import type { ComplianceExemption, ComplianceViolation } from "../judgement.js";
import { printableLine } from "../../errors/printable.js";
import { scopeNote } from "../scopeNote.js";
import { violationText } from "../violationText.js";
import { groupBy } from "../groupBy.js";
import type { ReportFormat } from "./reportFormat.js";
import { xmlText } from "./xmlText.js";

const SUITE = "image-compliance";

/** The most bytes of the details of one test case. */
const MOST_BYTES = 64 * 1024;
/** Reserved for the line that says how many lines are left out. */
const RESERVE = 100;

/**
 * JUnit XML: one suite, with one test case for the lists, one for each rule, and a skipped one for the exemptions from each rule.
 * Test cases have `file` and `line`, from which CI systems link to the rules.
 */
export const junitReport: ReportFormat = {
  mediaType: "application/xml",
  fileName: "compliance.junit.xml",
  render(report) {
    const { metadata, tool, program } = report;
    const cases = testCases(report);
    const count = (outcome: Outcome) => cases.filter((each) => each.outcome === outcome).length;
    const suite = attributes({
      name: SUITE,
      package: SUITE,
      id: 0,
      // The format has no time zones and no fractions of a second.
      timestamp: metadata.asOf.slice(0, "2026-01-01T00:00:00".length),
      hostname: "localhost",
      tests: cases.length,
      failures: count("failure"),
      errors: count("error"),
      skipped: count("skipped"),
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
      ...cases.map((each) => testCase(each, program)),
      `    <system-out>${details(remarks(report))}</system-out>`,
      "    <system-err/>",
      "  </testsuite>",
      "</testsuites>",
      "",
    ].join("\n");
  },
};

type Outcome = "passed" | "failure" | "error" | "skipped";

interface TestCase {
  name: string;
  classname: string;
  outcome: Outcome;
  message: string;
  /** What kind of failure it is. */
  type?: string;
  lines: readonly string[];
}

function testCases(report: ComplianceReport): TestCase[] {
  const { rules, exemptions, metadata } = report;
  const violationsByRule = groupBy(failingViolations(report), ({ rule }) => rule);
  const exemptionsByRule = groupBy(exemptions, ({ rule }) => rule);
  const scopeOf = scopeNote(report);
  const ofRules = rules.flatMap((rule) => [
    ruleCase(rule, violationsByRule.get(rule.name) ?? [], scopeOf),
    ...exemptionCase(rule, exemptionsByRule.get(rule.name) ?? [], scopeOf),
  ]);
  const lists: TestCase = {
    name: "the lists are complete",
    classname: `${SUITE}.lists`,
    outcome: metadata.complete ? "passed" : "error",
    message: "The lists may be incomplete, so violations may be missing",
    type: "incomplete",
    lines: metadata.incompleteBecause,
  };
  return [lists, ...ofRules];
}

type ScopeOf = ReturnType<typeof scopeNote>;

function ruleCase(
  { name, effect, severity }: ComplianceRule,
  violations: readonly ComplianceViolation[],
  scopeOf: ScopeOf,
): TestCase {
  return {
    name,
    classname: `${SUITE}.${severity}`,
    outcome: violations.length === 0 ? "passed" : "failure",
    message: `${name}: ${counted(violations.length, "violation")}`,
    type: `${effect}.${severity}`,
    lines: violations.map((violation) => violationText(violation, scopeOf(violation))),
  };
}

function exemptionCase(
  { name, severity }: ComplianceRule,
  exemptions: readonly ComplianceExemption[],
  scopeOf: ScopeOf,
): TestCase[] {
  if (exemptions.length === 0) return [];
  return [
    {
      name: `${name}: exemptions`,
      classname: `${SUITE}.${severity}`,
      outcome: "skipped",
      message: counted(exemptions.length, "exemption"),
      lines: exemptions.map((each) =>
        violationText({ ...each, reason: `is exempt until ${each.expires}: ${exceptionText(each)}` }, scopeOf(each)),
      ),
    },
  ];
}

/** What does not fail, but must be seen. */
function remarks(report: ComplianceReport): string[] {
  const { violations, metadata, failOn, summary } = report;
  const scopeOf = scopeNote(report);
  const { newViolations, unchangedViolations, fixedViolations } = summary;
  const changes =
    newViolations === undefined
      ? []
      : [`New: ${newViolations}, unchanged: ${unchangedViolations ?? 0}, fixed: ${fixedViolations ?? 0}`];
  const unchanged = failOn === "new" ? violations.filter(({ state }) => state === "unchanged") : [];
  return [
    ...metadata.unverifiedImages.map((image) => `This image is not certain: ${image}`),
    ...metadata.unresolved.map((image) => `A rule may be about this image: ${image}`),
    ...changes,
    ...unchanged.map(
      (violation) =>
        `Unchanged, so it does not fail: ${violation.rule}: ${violationText(violation, scopeOf(violation))}`,
    ),
  ];
}

function testCase({ name, classname, outcome, message, type, lines }: TestCase, { file, line }: Program): string {
  const opening = `    <testcase${attributes({ name, classname, time: 0, file, line })}`;
  if (outcome === "passed") return `${opening}/>`;
  const about = attributes({ message, ...(type === undefined ? {} : { type }) });
  return `${opening}>\n      <${outcome}${about}>${details(lines)}</${outcome}>\n    </testcase>`;
}

type Program = ComplianceReport["program"];

/** The lines as far as they fit, and the number of the others. Line feeds are kept here, because readers show this text as a block. */
function details(lines: readonly string[]): string {
  const shown: string[] = [];
  let room = MOST_BYTES - RESERVE;
  for (const line of lines) {
    const text = xmlText(printableLine(line));
    room -= Buffer.byteLength(text) + 1;
    if (room < 0) return [...shown, `… and ${(lines.length - shown.length).toLocaleString("en-US")} more`].join("\n");
    shown.push(text);
  }
  return shown.join("\n");
}

function attributes(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(printableLine(String(value)))}"`)
    .join("");
}
