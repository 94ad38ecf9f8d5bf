import type { ComplianceSummary } from "../complianceSummary.js";
import { counted } from "../counted.js";
import { html, type Markup } from "./markup.js";

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
