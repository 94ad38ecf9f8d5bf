import { columnName } from "./columnName.js";
import { html, type Markup } from "./markup.js";

export interface ColumnFilter {
  title: string;
  values: readonly string[];
}

/** What the page's script needs to filter, group and export the violations. Hidden without the script. */
export function violationControls(filters: readonly ColumnFilter[]): Markup {
  return html`<div class="controls" role="search" aria-label="Violations" hidden>
      <label class="words">Words <input type="search" name="words" placeholder="in any column" /></label>
      <label class="check"><input type="checkbox" name="exact" /> Exact match</label>
      ${filters.map(choice)} ${choice({ title: "Stale", values: ["only stale", "not stale"] })}
      <label class="check"><input type="checkbox" name="group" /> Group by server</label>
      <button type="button" class="clear">Clear</button>
    </div>
    <div class="controls" hidden>
      <button type="button" class="copy">Copy</button>
      <button type="button" class="csv">Download CSV</button>
      <button type="button" class="link">Copy link</button>
      <output class="done quiet"></output>
    </div>`;
}

function choice({ title, values }: ColumnFilter): Markup {
  return html`<label
    >${title}
    <select name="${columnName(title)}">
      <option value="">all</option>
      ${values.map((value) => html`<option value="${value}">${value}</option>`)}
    </select></label
  > `;
}
