import type { ComplianceSummary } from "../complianceSummary.js";
import { html, type Markup } from "./markup.js";
import { severityMark } from "./severityMark.js";
import { shareBar } from "./shareBar.js";

/** The violations by severity, with a bar for each. */
export function severityChart({ bySeverity }: ComplianceSummary): Markup {
  const most = Math.max(...bySeverity.map(({ violations }) => violations));
  const bars = bySeverity.map(({ severity, violations, staleViolations }) => {
    const stale = staleViolations === 0 ? "" : html` <span class="quiet">(${staleViolations} stale)</span>`;
    return html`<li>
      <span>${severityMark(severity)}</span> ${shareBar(severity, violations, most)}
      <span><strong>${violations}</strong>${stale}</span>
    </li> `;
  });
  return html`<section>
    <h2>Violations by severity</h2>
    <ul class="chart">
      ${bars}
    </ul>
  </section>`;
}
