/** Sorts and filters the table of violations. Without this script, the page shows all rows in the order of the rules. */
export const HTML_SCRIPT = String.raw`
"use strict";
(() => {
  const STEP = 200;
  const table = document.getElementById("violations");
  if (!table) return;
  const body = table.tBodies[0];
  const headers = [...table.tHead.rows[0].cells];
  const filter = document.getElementById("filter");
  const severity = document.getElementById("severity");
  const shown = document.getElementById("shown");
  const more = document.getElementById("more");
  const all = document.getElementById("all");
  const rows = [...body.rows].map((row) => {
    const keys = [...row.cells].map((cell) => cell.dataset.key ?? cell.textContent);
    return { row, keys, text: row.textContent.toLowerCase(), severity: row.dataset.severity };
  });
  const collator = new Intl.Collator("en", { numeric: true });
  const number = (value) => value.toLocaleString("en-US");
  let sorted = rows;
  let limit = STEP;

  function show() {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fitting = sorted.filter(
      (each) =>
        (severity.value === "" || each.severity === severity.value) && words.every((word) => each.text.includes(word)),
    );
    body.replaceChildren(...fitting.slice(0, limit).map((each) => each.row));
    const visible = Math.min(limit, fitting.length);
    shown.textContent =
      number(visible) + " of " + number(fitting.length) +
      (fitting.length === rows.length ? "" : " matching (" + number(rows.length) + " in total)");
    more.hidden = all.hidden = visible === fitting.length;
  }

  function sortBy(column) {
    const ascending = headers[column].getAttribute("aria-sort") !== "ascending";
    const sign = ascending ? 1 : -1;
    for (const header of headers) header.setAttribute("aria-sort", "none");
    headers[column].setAttribute("aria-sort", ascending ? "ascending" : "descending");
    sorted = rows.toSorted((a, b) => sign * collator.compare(a.keys[column], b.keys[column]));
    limit = STEP;
    show();
  }

  headers.forEach((header, column) => {
    const button = header.querySelector("button");
    button.disabled = false;
    button.addEventListener("click", () => sortBy(column));
  });
  const refilter = () => {
    limit = STEP;
    show();
  };
  filter.addEventListener("input", refilter);
  severity.addEventListener("change", refilter);
  more.addEventListener("click", () => {
    limit += STEP;
    show();
  });
  const showAll = () => {
    limit = Infinity;
    show();
  };
  all.addEventListener("click", showAll);
  window.addEventListener("beforeprint", showAll);
  document.getElementById("controls").hidden = false;
  show();
})();
`;
