import type { ComplianceReport } from "../complianceReport.js";
import type { ComplianceRule } from "../complianceRule.js";
import { ruleText } from "../ruleText.js";
import { worstFirst } from "../worstFirst.js";
import { cellText } from "./cellText.js";
import { html, type Markup } from "./markup.js";
import { plainTable } from "./plainTable.js";
import { resultMark } from "./resultMark.js";
import { severityMark } from "./severityMark.js";
import { shareBar } from "./shareBar.js";
import type { TableColumn } from "./tableColumn.js";

type RuleResult = ComplianceReport["summary"]["byRule"][number] & { definition: ComplianceRule };

/** The result of each rule: those that failed first, and the worst first. */
export function ruleTable({ rules, summary }: ComplianceReport): Markup {
  const most = Math.max(0, ...summary.byRule.map(({ violations }) => violations));
  const results = worstFirst(
    summary.byRule.flatMap((result, index) => {
      const definition = rules[index];
      return definition === undefined ? [] : [{ ...result, definition }];
    }),
  );
  const columns: readonly TableColumn<RuleResult>[] = [
    { title: "Result", cell: ({ passed }) => resultMark(passed) },
    { title: "Severity", cell: ({ severity }) => severityMark(severity) },
    { title: "Rule", cell: ({ rule, definition }) => cellText(rule, definition.description) },
    { title: "Image", cell: ({ definition }) => ruleText(definition) },
    { title: "Checked", number: true, cell: ({ checkedHosts }) => checkedHosts },
    { title: "Violations", number: true, cell: ({ violations }) => violations },
    { title: "Share", cell: ({ severity, violations }) => shareBar(severity, violations, most) },
    { title: "Stale", number: true, cell: ({ staleViolations }) => staleViolations },
    { title: "Exempt", number: true, cell: ({ exemptions }) => exemptions },
  ];
  return html`<section>
    <h2>Rules</h2>
    ${plainTable(columns, [...results.filter(({ passed }) => !passed), ...results.filter(({ passed }) => passed)])}
  </section>`;
}
