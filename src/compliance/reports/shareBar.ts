import type { Severity } from "../complianceRule.js";
import { html, type Markup } from "./markup.js";

/** A bar for one rule's violations. The rule with the most violations has the longest bar. */
export function shareBar(severity: Severity, count: number, most: number): Markup {
  const width = most === 0 ? 0 : (count / most) * 140;
  return html`<svg class="share" viewBox="0 0 140 10" aria-hidden="true">
    <rect class="${severity}" x="0" y="0" width="${width.toFixed(2)}" height="10"></rect>
  </svg>`;
}
