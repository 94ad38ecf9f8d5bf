import type { ComplianceReport } from "../complianceReport.js";
import { ruleText } from "../ruleText.js";
import { html, type Markup } from "./markup.js";
import { plainTable } from "./plainTable.js";
import { shareBar } from "./shareBar.js";

const RULE_COLUMNS = [
  ["Result", "text"],
  ["Rule", "text"],
  ["Severity", "text"],
  ["Image", "text"],
  ["Servers checked", "number"],
  ["Violations", "number"],
  ["Share", "text"],
  ["Stale", "number"],
  ["Exempt", "number"],
] as const;

export function ruleTable({ rules, summary }: ComplianceReport): Markup {
  const most = Math.max(0, ...summary.byRule.map(({ violations }) => violations));
  const rows = rules.map((rule, index) => {
    const {
      passed = true,
      violations = 0,
      staleViolations = 0,
      exemptions = 0,
      checkedHosts = 0,
    } = summary.byRule[index] ?? {};
    const description = rule.description === undefined ? "" : html`<small>${rule.description}</small>`;
    return html`<tr>
      <td class="nowrap">
        ${passed ? html`<span class="passed">✓ passed</span>` : html`<span class="missed">✗ failed</span>`}
      </td>
      <td>${rule.name}${description}</td>
      <td class="nowrap"><span class="dot ${rule.severity}"></span>${rule.severity}</td>
      <td>${ruleText(rule)}</td>
      <td class="number">${checkedHosts}</td>
      <td class="number">${violations}</td>
      <td>${shareBar(rule.severity, violations, most)}</td>
      <td class="number">${staleViolations}</td>
      <td class="number">${exemptions}</td>
    </tr> `;
  });
  return plainTable(
    RULE_COLUMNS.map(([title, kind]) => html`<th scope="col" class="${kind}">${title}</th>`),
    rows,
  );
}
