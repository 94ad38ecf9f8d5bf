import type { Severity } from "../complianceRule.js";
import { html, type Markup } from "./markup.js";

const WIDTH = 140;

/** A bar for a number of violations. The bar for `most` violations is the longest. */
export function shareBar(severity: Severity, count: number, most: number): Markup {
  const width = most === 0 ? 0 : (count / most) * WIDTH;
  // The width gives the bar its size where the page's style is not applied.
  return html`<svg class="bar" width="${WIDTH}" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="${severity}" width="${width.toFixed(2)}" height="10"></rect>
  </svg>`;
}
