import { createHash } from "node:crypto";
import { changeText } from "../changeText.js";
import type { ComplianceReport } from "../complianceReport.js";
import type { ComplianceRule } from "../complianceRule.js";
import { scopeKey, scopeText } from "../complianceScope.js";
import { counted } from "../counted.js";
import { exceptionText } from "../exceptionText.js";
import { hostText } from "../hostText.js";
import type { ComplianceExemption, ComplianceViolation } from "../judgement.js";
import { scopeNote } from "../scopeNote.js";
import { ruleText } from "../ruleText.js";
import { verdict } from "../verdict.js";
import { worstFirst } from "../worstFirst.js";
import { CappedPage } from "./cappedPage.js";
import { fixedLines } from "./fixedLines.js";
import { markdownCode } from "./markdownCode.js";
import { markdownProse } from "./markdownProse.js";
import { mostUrgentFirst } from "./mostUrgentFirst.js";
import type { ReportFormat } from "./reportFormat.js";

/** A comment on GitHub can have 65,536 characters. The rest is for text that a pipeline adds. */
const LONGEST = 65_000;

/** Reserved for the line that says what was left out. */
const RESERVE = 300;

/** The rules take at most this part of the page, so that there is room for servers. */
const SHARE_OF_RULES = 1 / 3;

const LONGEST_TEXT = 500;
const MOST_SCOPES = 10;

const SIGNS = { critical: "🟥", high: "🟧", medium: "🟨", low: "🟦", informational: "⬜" } as const;

/** For a comment on a pull request: verdict, changes, a table of the rules, and folded lists of servers, the worst first. */
export const markdownReport: ReportFormat = {
  mediaType: "text/markdown; charset=utf-8",
  fileName: "compliance.md",
  render(report) {
    const end = provenance(report);
    const page = new CappedPage(LONGEST - RESERVE - end.length);
    page.add([
      commentMarker(report),
      `## ${report.passed ? "✅" : "❌"} Image compliance ${report.passed ? "passed" : "failed"}`,
      "",
    ]);
    page.add([`${verdict(report)}.`, ""]);
    page.add(changes(report));
    page.list(ruleTable(report), { head: TABLE_HEAD, foot: [""], noun: "rule", share: SHARE_OF_RULES });
    page.sections(mostUrgentFirst(report), {
      keyOf: ({ rule }) => rule,
      frameOf: ruleFrames(report),
      lineOf: violationLine(report),
      noun: "violation",
    });
    const fixed = fixedLines(report.baseline?.fixed ?? []);
    page.list(fixed.lines, {
      ...folded(`${(report.summary.fixedViolations ?? 0).toLocaleString("en-US")} fixed`),
      noun: "fixed violation",
      counts: fixed.counts,
    });
    page.list(worstFirst(report.exemptions).map(exemptionLine(report)), {
      ...folded(counted(report.exemptions.length, "exemption")),
      noun: "exemption",
    });
    return `${page.text()}${end}`;
  },
};

/** By this line, a pipeline finds its own comment: another check has other rules or other scopes. GitHub does not show it. */
function commentMarker({ metadata, program }: ComplianceReport): string {
  const check = JSON.stringify([program.file, ...metadata.scopes.map(scopeKey).sort()]);
  return `<!-- huaweicloud-hss-compliance ${createHash("sha256").update(check).digest("hex").slice(0, 12)} -->`;
}

function changes(report: ComplianceReport): string[] {
  const text = changeText(report).replace(/^.*? fixed/, "**$&**");
  const onlyNew = report.failOn === "new" ? "Only new violations fail." : "";
  const line = [text, onlyNew].filter((part) => part !== "").join(" ");
  return line === "" ? [] : [line, ""];
}

const TABLE_HEAD = ["| | Rule | Image | Violations | Stale | Exempt |", "| --- | --- | --- | ---: | ---: | ---: |"];

function ruleTable({ rules, summary }: ComplianceReport): string[] {
  const rows = rules.map((rule, index) => ({ rule, severity: rule.severity, counts: summary.byRule[index] }));
  const failed = rows.filter(({ counts }) => counts?.passed === false);
  const others = rows.filter(({ counts }) => counts?.passed !== false);
  return [...worstFirst(failed), ...worstFirst(others)].map(({ rule, counts }) => {
    const { passed = true, violations = 0, staleViolations = 0, exemptions = 0 } = counts ?? {};
    const sign = passed ? "✅" : SIGNS[rule.severity];
    const name = `${markdownCode(rule.name)} (${rule.severity})`;
    const image = markdownCode(shortened(ruleText(rule)));
    return `| ${sign} | ${name} | ${image} | ${violations} | ${staleViolations} | ${exemptions} |`;
  });
}

function ruleFrames({ rules, violations }: ComplianceReport): (name: string) => { head: string[]; foot: string[] } {
  const byRule = new Map<string, { rule: ComplianceRule; all: number; added: number }>();
  for (const rule of rules) byRule.set(rule.name, { rule, all: 0, added: 0 });
  for (const { rule, state } of violations) {
    const counts = byRule.get(rule);
    if (counts === undefined) continue;
    counts.all++;
    if (state === "new") counts.added++;
  }
  return (name) => {
    const { rule, all = 0, added = 0 } = byRule.get(name) ?? {};
    const description = rule?.description === undefined ? [] : [markdownProse(shortened(rule.description)), ""];
    const news = added === 0 ? "" : `, ${added.toLocaleString("en-US")} new`;
    return folded(htmlSummary(`${markdownCode(name)}: ${counted(all, "violation")}${news}`), description, added > 0);
  };
}

/** A server as code, and its scope if there are several. */
function serverIn(report: ComplianceReport): (finding: ComplianceViolation | ComplianceExemption) => string {
  const scopeOf = scopeNote(report);
  return (finding) =>
    [markdownCode(shortened(hostText(finding))), markdownProse(shortened(scopeOf(finding)))]
      .filter((part) => part !== "")
      .join(" ");
}

function violationLine(report: ComplianceReport): (violation: ComplianceViolation) => string {
  const serverOf = serverIn(report);
  return (violation) => {
    const parts = [serverOf(violation), markdownProse(shortened(violation.reason))];
    return `- ${[violation.state === "new" ? "🆕" : "", ...parts].filter((part) => part !== "").join(" ")}`;
  };
}

function exemptionLine(report: ComplianceReport): (exemption: ComplianceExemption) => string {
  const serverOf = serverIn(report);
  return (exemption) => {
    const { rule, expires } = exemption;
    const reason = markdownProse(shortened(exceptionText(exemption)));
    return `- ${serverOf(exemption)} from ${markdownCode(rule)} until ${expires}: ${reason}`;
  };
}

function provenance({ metadata, tool }: ComplianceReport): string {
  const scopes = metadata.scopes.slice(0, MOST_SCOPES).map((scope) => markdownCode(shortened(scopeText(scope))));
  const more = metadata.scopes.length - scopes.length;
  if (more > 0) scopes.push(`${more} more`);
  return `Scope: ${scopes.join("; ")}, as of ${metadata.asOf}, by ${tool.name} ${tool.version}.\n`;
}

/** GitHub renders no Markdown in a `summary` element. */
function htmlSummary(markdown: string): string {
  return markdown.replace(
    /`([^`]*)`/g,
    (_, code: string) => `<code>${code.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`)}</code>`,
  );
}

function folded(summary: string, description: string[] = [], open = false) {
  const opening = open ? "<details open>" : "<details>";
  return { head: [`${opening}<summary>${summary}</summary>`, "", ...description], foot: ["", "</details>", ""] };
}

/** One long text must not take the place of many servers. */
function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`;
}
