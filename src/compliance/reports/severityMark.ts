import type { Severity } from "../complianceRule.js";
import { html, type Markup } from "./markup.js";

/** A severity as a word and a colour. */
export function severityMark(severity: Severity): Markup {
  return html`<span class="dot ${severity}"></span>${severity}`;
}
