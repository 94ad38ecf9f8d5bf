import { columnName } from "./columnName.js";
import { html, type Markup } from "./markup.js";
import type { TableColumn } from "./tableColumn.js";
import { tableRow } from "./tableRow.js";

/** A table that cannot be sorted or filtered. */
export function plainTable<Item>(columns: readonly TableColumn<Item>[], items: readonly Item[]): Markup {
  return html`<div class="box">
    <table>
      <thead>
        <tr>
          ${columns.map(({ title, number }) => html`<th scope="col" class="${columnName(title)}${number === true ? " number" : ""}">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${items.map((item) => tableRow(columns, item))}
      </tbody>
    </table>
  </div>`;
}
