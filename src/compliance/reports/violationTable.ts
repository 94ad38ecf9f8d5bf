import { SEVERITIES } from "../complianceRule.js";
import type { ComplianceViolation } from "../judgement.js";
import { html, type Markup } from "./markup.js";

const VIOLATION_COLUMNS = ["Severity", "Rule", "Server", "Agent", "Edition", "Addresses", "Reason"];

/** The violations. The page's script sorts and filters them. */
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
