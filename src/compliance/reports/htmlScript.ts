import { SEVERITIES } from "../complianceRule.js";
import { INNER_FORMULA, MARKED } from "./csvPatterns.js";
import { MANY_ROWS, PRINTED_ROWS, ROWS_AT_ONCE } from "./rowLimits.js";

/** Sorts, filters, groups and exports the tables. Without this script, the page shows all rows, the worst first. */
export const HTML_SCRIPT = String.raw`
"use strict";
(() => {
  const STEP = ${ROWS_AT_ONCE};
  const MANY = ${MANY_ROWS};
  const PRINTED = ${PRINTED_ROWS};
  const SEVERITIES = ${JSON.stringify(SEVERITIES)};
  const MARKED = new RegExp(${JSON.stringify(MARKED.source)}, "iu");
  const INNER_FORMULA = new RegExp(${JSON.stringify(INNER_FORMULA.source)}, "gu");
  const collator = new Intl.Collator("en", { numeric: true });
  const number = (value) => value.toLocaleString("en-US");
  const counted = (count, noun) => number(count) + " " + noun + (count === 1 ? "" : "s");

  function enhance(table) {
    const section = table.closest("section");
    const find = (selector) => section.querySelector(selector);
    const { noun } = table.dataset;
    const heads = [...table.tHead.rows[0].cells];
    const columns = heads.map((head) => head.className);
    const controls = [...section.querySelectorAll("[name]")];
    const control = (name) => controls.find((each) => each.name === name);
    const rows = [...table.querySelectorAll("tbody tr")];
    const first = (name) => 2 * columns.indexOf(name);
    const second = (name) => first(name) + 1;

    // Two texts for each cell: the first line, and the second in small letters. They are read when they are needed first.
    const textsOfRow = new Map();
    function textsOf(row) {
      let texts = textsOfRow.get(row);
      if (texts === undefined) {
        texts = [...row.cells].flatMap((cell) => {
          const text = cell.textContent;
          const small = cell.querySelector("small")?.textContent ?? "";
          return [text.slice(0, text.length - small.length).trim(), small.trim()];
        });
        textsOfRow.set(row, texts);
      }
      return texts;
    }
    function serverOf(row) {
      const texts = textsOf(row);
      const name = texts[first("server")];
      const id = texts[second("server")];
      if (id === "") return columns.includes("scope") ? name + " in " + texts[first("scope")] : name;
      return name === "" ? id : name + " (" + id + ")";
    }

    const initial = heads.findIndex((head) => head.ariaSort === "descending");
    let sort = { column: initial, descending: true };
    let found = [];
    let groups = new Map();
    let limit = STEP;

    function wordTest(text) {
      if (control("exact").checked) return (texts) => texts.some((each) => each.toLowerCase() === text);
      const words = text.split(/\s+/);
      return (texts) => {
        const all = texts.join("\n").toLowerCase();
        return words.every((word) => all.includes(word));
      };
    }
    function activeFilters() {
      return controls.filter((each) => each.type !== "checkbox" && each.value.trim() !== "");
    }
    function testOf({ name, value }) {
      const wanted = value.trim();
      if (name === "words") return wordTest(wanted.toLowerCase());
      if (name === "stale") return (texts) => (texts[second("agent")] !== "") === (wanted === "only stale");
      return (texts) => texts[first(name)] === wanted;
    }
    function compare(a, b) {
      const at = 2 * sort.column;
      if (columns[sort.column] === "severity") return SEVERITIES.indexOf(a[at]) - SEVERITIES.indexOf(b[at]);
      return collator.compare(a[at], b[at]) || collator.compare(a[at + 1], b[at + 1]);
    }
    function update() {
      const tests = activeFilters().map(testOf);
      found = tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(textsOf(row))));
      if (sort.column !== initial || !sort.descending) {
        const sign = sort.descending ? -1 : 1;
        found = found.toSorted((a, b) => sign * compare(textsOf(a), textsOf(b)));
      }
      groups = new Map([["", found]]);
      if (control("group")?.checked) {
        groups = new Map();
        for (const row of found) {
          const server = serverOf(row);
          if (!groups.has(server)) groups.set(server, []);
          groups.get(server).push(row);
        }
        found = [...groups.values()].flat();
      }
      heads.forEach((head, column) => {
        head.ariaSort = column !== sort.column ? "none" : sort.descending ? "descending" : "ascending";
      });
      limit = STEP;
      show(limit);
    }
    function show(count) {
      const bodies = [];
      let room = count;
      for (const [server, members] of groups) {
        if (room <= 0) break;
        const body = document.createElement("tbody");
        if (server !== "") body.append(groupHead(server, members.length));
        body.append(...members.slice(0, room));
        room -= members.length;
        bodies.push(body);
      }
      for (const body of [...table.tBodies]) body.remove();
      table.append(...bodies);
      const visible = Math.min(count, found.length);
      const filters = activeFilters();
      find(".count").textContent =
        number(visible) + " of " + counted(found.length, noun) + " shown" +
        (filters.length === 0 ? "" : "; " + number(rows.length) + " in total");
      find(".filtered").textContent = filters.map(filterText).join("; ");
      find(".steps").hidden = visible === found.length;
    }
    function groupHead(server, count) {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      row.className = "group";
      head.scope = "rowgroup";
      head.colSpan = heads.length;
      head.textContent = server + ": " + counted(count, noun);
      row.append(head);
      return row;
    }
    function filterText({ name, value, labels }) {
      const exact = name === "words" && control("exact").checked ? " (exact match)" : "";
      return "Only " + labels[0].firstChild.data.trim() + ": " + value.trim() + exact;
    }

    function exported(fieldOf, separator) {
      const titles = heads.flatMap((head) => [head.textContent.trim(), head.dataset.second]);
      const used = (texts) => texts.filter((_, index) => titles[index] !== undefined);
      const safe = (text) => (MARKED.test(text) ? "'" : "") + text.replace(INNER_FORMULA, "$1'");
      const lines = [titles, ...found.map(textsOf)].map((texts) => used(texts).map((text) => fieldOf(safe(text))));
      return lines.map((fields) => fields.join(separator) + "\r\n").join("");
    }
    function say(text) {
      find(".done").textContent = text;
    }
    function copy(text, done) {
      // Unlike navigator.clipboard, this also works on pages that came without TLS.
      const fill = (event) => {
        event.clipboardData.setData("text/plain", text);
        event.preventDefault();
      };
      document.addEventListener("copy", fill);
      say(document.execCommand("copy") ? done : "The browser does not allow copying.");
      document.removeEventListener("copy", fill);
    }
    function download() {
      const content = exported((text) => '"' + text.replaceAll('"', '""') + '"', ",");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", content], { type: "text/csv" }));
      link.download = "compliance-" + table.id + ".csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      say("Saved " + counted(found.length, noun) + ".");
    }

    // The link to the page holds the filter.
    function readLink() {
      const state = new URLSearchParams(location.hash.slice(1));
      for (const each of controls) {
        const value = state.get(each.name) ?? "";
        if (each.type === "checkbox") each.checked = value !== "";
        else each.value = value;
        // A value that this report does not have must not become "all".
        if (each.value !== value && each.options) each.add(new Option(value, value, false, true));
      }
      const [, sign, name] = /^(-?)(.*)$/.exec(state.get("sort") ?? "");
      if (columns.includes(name)) sort = { column: columns.indexOf(name), descending: sign === "-" };
      else sort = { column: initial, descending: true };
      update();
    }
    function writeLink() {
      const state = new URLSearchParams();
      for (const { name, type, checked, value } of controls) {
        const text = type === "checkbox" ? (checked ? "yes" : "") : value.trim();
        if (text !== "") state.set(name, text);
      }
      if (sort.column !== initial || !sort.descending) state.set("sort", (sort.descending ? "-" : "") + columns[sort.column]);
      history.replaceState(null, "", "#" + state);
    }
    function change() {
      update();
      if (controls.length === 0) return;
      say("");
      writeLink();
    }

    heads.forEach((head, column) => {
      const button = head.querySelector("button");
      button.disabled = false;
      button.addEventListener("click", () => {
        sort = { column, descending: sort.column === column && !sort.descending };
        change();
      });
    });
    const press = (selector, action) => find(selector).addEventListener("click", action);
    press(".more", () => show((limit += STEP)));
    press(".many", () => show((limit += MANY)));
    window.addEventListener("beforeprint", () => show(PRINTED));
    window.addEventListener("afterprint", () => show(limit));
    if (controls.length === 0) return update();
    for (const each of controls) each.addEventListener("input", change);
    press(".clear", () => {
      for (const each of controls) {
        if (each.type === "checkbox") each.checked = false;
        else each.value = "";
      }
      change();
    });
    press(".copy", () => copy(exported((text) => text, "\t"), "Copied " + counted(found.length, noun) + "."));
    press(".csv", download);
    press(".link", () => copy(location.href, "Copied the link."));
    window.addEventListener("hashchange", readLink);
    for (const each of section.querySelectorAll(".controls")) each.hidden = false;
    readLink();
  }

  // Until the page is complete, this hides all but the first rows: to lay out many rows takes long.
  document.documentElement.className = "scripted";
  document.addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll("table[data-noun]")) enhance(table);
  });
})();
`;
