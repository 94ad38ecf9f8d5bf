import type { ComplianceSummary } from "../complianceSummary.js";
import type { Severity } from "../complianceRule.js";
import { counted } from "../wording.js";
import { html, type Markup } from "./htmlMarkup.js";

/** The violations as one bar, divided by severity, with its legend. */
export function severityChart({ violations, bySeverity }: ComplianceSummary): Markup {
  let x = 0;
  const parts = bySeverity
    .filter((each) => each.violations > 0)
    .map((each) => {
      const width = (each.violations / violations) * 1000;
      const title = `${each.severity}: ${counted(each.violations, "violation")}`;
      const part = html`<rect class="${each.severity}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="18"
        ><title>${title}</title></rect
      >`;
      x += width;
      return part;
    });
  const legend = bySeverity.map(({ severity, violations: count, staleViolations }) => {
    const stale = staleViolations === 0 ? "" : html` <span class="quiet">(${staleViolations} stale)</span>`;
    return html`<li><span class="dot ${severity}"></span>${severity} <strong>${count}</strong>${stale}</li>`;
  });
  return html`<svg
      class="bar"
      viewBox="0 0 1000 18"
      preserveAspectRatio="none"
      role="img"
      aria-label="Violations by severity"
    >
      ${parts}
    </svg>
    <ul class="legend">
      ${legend}
    </ul>`;
}

/** A bar for one rule's violations, as long as its share of the most that any rule has. */
export function shareBar(severity: Severity, count: number, most: number): Markup {
  const width = most === 0 ? 0 : (count / most) * 140;
  return html`<svg class="share" viewBox="0 0 140 10" aria-hidden="true">
    <rect class="${severity}" x="0" y="0" width="${width.toFixed(2)}" height="10"></rect>
  </svg>`;
}
