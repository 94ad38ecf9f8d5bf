import { html, type Markup } from "./markup.js";

/** A table that cannot be sorted or filtered. */
export function plainTable(headings: readonly Markup[], rows: readonly Markup[]): Markup {
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
