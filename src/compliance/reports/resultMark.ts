import { html, type Markup } from "./markup.js";

/** Whether a rule or a scope passed, as a sign, a word and a colour. */
export function resultMark(passed: boolean): Markup {
  return passed ? html`<span class="passed">✓ passed</span>` : html`<span class="missed">✗ failed</span>`;
}
