import { counted } from "../counted.js";
import { columnName } from "./columnName.js";
import { html, type Markup, type Part } from "./markup.js";
import { MANY_ROWS, PRINTED_ROWS, ROWS_AT_ONCE } from "./rowLimits.js";
import type { TableColumn } from "./tableColumn.js";
import { tableRow } from "./tableRow.js";

interface Content<Item> {
  id: string;
  title: string;
  /** What one row is. */
  noun: string;
  columns: readonly TableColumn<Item>[];
  /** Sorted by severity, the worst first. */
  items: readonly Item[];
  /** Filters and buttons that the page's script knows. */
  controls?: Part;
}

/** A section with a table that the page's script sorts, filters and shows in steps. Without the script, it shows all rows. */
export function sortableTable<Item>({ id, title, noun, columns, items, controls = "" }: Content<Item>): Markup {
  const heads = columns.map((column) => {
    const second = column.second === undefined ? "" : html` data-second="${column.second}"`;
    const order = column.title === "Severity" ? "descending" : "none";
    return html`<th scope="col" class="${columnName(column.title)}" aria-sort="${order}" ${second}>
      <button type="button" disabled>${column.title}</button>
    </th> `;
  });
  const rows = items.map((item) => tableRow(columns, item));
  const printed = items.length > PRINTED_ROWS ? `; a print has the first ${PRINTED_ROWS.toLocaleString("en-US")}` : "";
  return html`<section>
    <h2>${title}</h2>
    ${controls}
    <p class="quiet"><output class="count">${counted(items.length, noun)}${printed}</output></p>
    <p class="filtered"></p>
    <div class="box">
      <table id="${id}" data-noun="${noun}">
        <thead>
          <tr>
            ${heads}
          </tr>
        </thead>
        <tbody>
          ${rows.slice(0, ROWS_AT_ONCE)}
        </tbody>
        ${
          rows.length > ROWS_AT_ONCE
            ? html`<tbody class="rest">
                ${rows.slice(ROWS_AT_ONCE)}
              </tbody>`
            : ""
        }
      </table>
    </div>
    <p class="steps" hidden>
      <button type="button" class="more">Show ${ROWS_AT_ONCE} more</button>
      <button type="button" class="many">Show ${MANY_ROWS} more</button>
    </p>
  </section>`;
}
