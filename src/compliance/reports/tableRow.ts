import { html, type Markup } from "./markup.js";
import type { TableColumn } from "./tableColumn.js";

/** One row. A narrow screen shows each cell below the title of its column. */
export function tableRow<Item>(columns: readonly TableColumn<Item>[], item: Item): Markup {
  const cells = columns.map(({ title, cell, number }) => {
    const kind = number === true ? html` class="number"` : "";
    return html`<td data-label="${title}" ${kind}>${cell(item)}</td>`;
  });
  return html`<tr>
    ${cells}
  </tr> `;
}
