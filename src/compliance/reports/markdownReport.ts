import type { ComplianceReport } from "../complianceReport.js";
import { scopeText } from "../complianceScope.js";
import { ruleText } from "../ruleText.js";
import type { ComplianceExemption, ComplianceViolation } from "../judgement.js";
import { counted } from "../counted.js";
import { hostText } from "../hostText.js";
import { verdict } from "../verdict.js";
import { markdownCode } from "./markdownCode.js";
import { markdownProse } from "./markdownProse.js";
import type { ReportFormat } from "./reportFormat.js";

/** A comment on GitHub can have 65,536 characters. The rest is for text that a pipeline adds. */
const LONGEST = 65_000;

/** Reserved for the line that says what was left out, and for closing tags. */
const RESERVE = 1500;

const SIGNS = { critical: "🟥", high: "🟧", medium: "🟨", low: "🟦", informational: "⬜" } as const;

/** For a comment on a pull request: verdict, a table of the rules, and folded lists of servers. */
export const markdownReport: ReportFormat = {
  mediaType: "text/markdown; charset=utf-8",
  fileName: "compliance.md",
  render(report) {
    const page = new CappedPage(LONGEST - RESERVE);
    page.add([`## ${report.passed ? "✅" : "❌"} Image compliance ${report.passed ? "passed" : "failed"}`, ""]);
    page.add([`${verdict(report)}.`, ""]);
    page.list(ruleTable(report), { head: TABLE_HEAD, foot: [""], noun: "rule" });
    for (const rule of report.rules) {
      const violations = report.violations.filter((violation) => violation.rule === rule.name);
      if (violations.length === 0) continue;
      const description = rule.description === undefined ? [] : [markdownProse(rule.description), ""];
      const title = `${markdownCode(rule.name)}: ${counted(violations.length, "violation")}`;
      page.list(violations.map(violationLine), { ...folded(htmlSummary(title), description), noun: "violation" });
    }
    page.list(report.exemptions.map(exemptionLine), {
      ...folded(counted(report.exemptions.length, "exemption"), []),
      noun: "exemption",
    });
    page.add(provenance(report));
    return page.text();
  },
};

const TABLE_HEAD = ["| | Rule | Image | Violations | Stale | Exempt |", "| --- | --- | --- | ---: | ---: | ---: |"];

function ruleTable({ rules, summary }: ComplianceReport): string[] {
  return rules.map((rule, index) => {
    const { passed = true, violations = 0, staleViolations = 0, exemptions = 0 } = summary.byRule[index] ?? {};
    const sign = passed ? "✅" : SIGNS[rule.severity];
    const name = `${markdownCode(rule.name)} (${rule.severity})`;
    const image = markdownCode(ruleText(rule));
    return `| ${sign} | ${name} | ${image} | ${violations} | ${staleViolations} | ${exemptions} |`;
  });
}

function violationLine(violation: ComplianceViolation): string {
  return `- ${[markdownCode(hostText(violation)), markdownProse(violation.reason)].filter(Boolean).join(" ")}`;
}

function exemptionLine({ rule, reason, expires, ...host }: ComplianceExemption): string {
  return `- ${markdownCode(hostText(host))} from ${markdownCode(rule)} until ${expires}: ${markdownProse(reason)}`;
}

function provenance({ metadata, tool }: ComplianceReport): string[] {
  const scopes = metadata.scopes.map((scope) => markdownCode(scopeText(scope))).join("; ");
  return [`Scope: ${scopes}, as of ${metadata.asOf}, by ${tool.name} ${tool.version}.`, ""];
}

/** GitHub renders no Markdown in a `summary` element. */
function htmlSummary(markdown: string): string {
  return markdown.replace(
    /`([^`]*)`/g,
    (_, code: string) => `<code>${code.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`)}</code>`,
  );
}

function folded(summary: string, description: string[]) {
  return { head: [`<details><summary>${summary}</summary>`, "", ...description], foot: ["", "</details>", ""] };
}

interface Frame {
  head: readonly string[];
  foot: readonly string[];
  /** What one line is about. */
  noun: string;
}

/** A page of limited length. Lines that do not fit are left out, and the page says how many. */
class CappedPage {
  readonly #lines: string[] = [];
  readonly #leftOut = new Map<string, number>();
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  add(lines: readonly string[]): void {
    for (const line of lines) this.#take(line);
  }

  list(lines: readonly string[], { head, foot, noun }: Frame): void {
    if (lines.length === 0) return;
    const frame = [...head, ...foot].reduce((sum, line) => sum + line.length + 1, 0);
    const fitting: string[] = [];
    let room = this.#room - frame;
    for (const line of lines) {
      room -= line.length + 1;
      if (room < 0) break;
      fitting.push(line);
    }
    if (fitting.length > 0) this.add([...head, ...fitting, ...foot]);
    if (fitting.length < lines.length) {
      this.#leftOut.set(noun, (this.#leftOut.get(noun) ?? 0) + lines.length - fitting.length);
    }
  }

  text(): string {
    const leftOut = [...this.#leftOut].map(([noun, count]) => counted(count, noun));
    const note =
      leftOut.length === 0 ? [] : [`**… and ${leftOut.join(", ")} more**, which do not fit into a comment.`, ""];
    return [...this.#lines, ...note].join("\n");
  }

  #take(line: string): void {
    this.#lines.push(line);
    this.#room -= line.length + 1;
  }
}
