import type { ComplianceReport } from "../complianceReport.js";
import { SEVERITIES } from "../complianceRule.js";
import { imageText } from "../imageText.js";
import type { ComplianceExemption, ComplianceViolation } from "../judgement.js";
import { hostText } from "../wording.js";
import { shareBar } from "./htmlCharts.js";
import { html, type Markup } from "./htmlMarkup.js";

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
      <td>${rule.effect} ${imageText(rule.image)}</td>
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

const VIOLATION_COLUMNS = ["Severity", "Rule", "Server", "Agent", "Edition", "Addresses", "Reason"];

/** The violations, to sort and filter: the page's script does both. */
export function violationTable(violations: readonly ComplianceViolation[]): Markup {
  const heads = VIOLATION_COLUMNS.map(
    (title) => html`<th scope="col" aria-sort="none"><button type="button" disabled>${title}</button></th>`,
  );
  return html`<div class="scroll">
    <table id="violations">
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${violations.map(violationRow)}
      </tbody>
    </table>
  </div>`;
}

function violationRow(violation: ComplianceViolation): Markup {
  const { severity, rule, hostName, hostId, agentStatus, edition, privateIp, publicIp, stale, reason } = violation;
  const host =
    hostName === "" && hostId === ""
      ? "—"
      : html`${hostName || hostId}${hostName && hostId && html`<small>${hostId}</small>`}`;
  const rank = SEVERITIES.length - SEVERITIES.indexOf(severity);
  return html`<tr data-severity="${severity}">
    <td class="nowrap" data-key="${rank}"><span class="dot ${severity}"></span>${severity}</td>
    <td>${rule}</td>
    <td>${host}</td>
    <td>${agentStatus}${stale ? html` <span class="tag">stale</span>` : ""}</td>
    <td>${edition.replace("hss.version.", "")}</td>
    <td>${[privateIp, publicIp].filter(Boolean).join(" ")}</td>
    <td>${reason}</td>
  </tr> `;
}

const EXEMPTION_COLUMNS = ["Rule", "Server", "Until", "Reason"];

export function exemptionTable(exemptions: readonly ComplianceExemption[]): Markup {
  const rows = exemptions.map(
    (exemption) =>
      html`<tr>
        <td>${exemption.rule}</td>
        <td>${hostText(exemption)}</td>
        <td class="nowrap">${exemption.expires}</td>
        <td>${exemption.reason}</td>
      </tr> `,
  );
  return plainTable(
    EXEMPTION_COLUMNS.map((title) => html`<th scope="col">${title}</th>`),
    rows,
  );
}

/** A table that is neither sorted nor filtered. */
function plainTable(headings: readonly Markup[], rows: readonly Markup[]): Markup {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${headings}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
