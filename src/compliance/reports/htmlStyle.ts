import { PRINTED_ROWS, ROWS_AT_ONCE } from "./rowLimits.js";

/** The page's style. The colours follow the setting of the reader's system; prints are always light. */
export const HTML_STYLE = `
:root {
  color-scheme: light;
  --page: #f5f6f8; --card: #fff; --text: #1b1f24; --quiet: #59636e; --line: #d9dee4; --head: #eef1f4; --link: #0757b8;
  --good: #1a7f37; --bad: #c5221f;
  --critical: #a40e26; --high: #d1480b; --medium: #b58900; --low: #2a6fbb; --informational: #7a838c;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    color-scheme: dark;
    --page: #0f1318; --card: #181d24; --text: #e4e9ef; --quiet: #9aa5b1; --line: #2e3640; --head: #202731; --link: #7db4ff;
    --good: #3fb950; --bad: #ff6b63;
    --critical: #ff6277; --high: #f28b4b; --medium: #dcb13c; --low: #6ba6ee; --informational: #949fab;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 1480px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; }
h2 { margin: 36px 0 12px; font-size: 18px; }
p { margin: 6px 0; }
small { display: block; color: var(--quiet); font-size: 0.84em; }
td br { display: none; }
.quiet, dt { color: var(--quiet); }
.verdict { padding: 18px 22px; background: var(--card); border: 1px solid var(--line); border-left: 8px solid var(--good); border-radius: 8px; }
.verdict.failed { border-left-color: var(--bad); }
.verdict .facts { margin-top: 10px; }
.warning, .missed { color: var(--bad); font-weight: 600; }
.passed { color: var(--good); font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; margin: 16px 0 0; }
.figures div { padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.figures dd { margin: 0; font-size: 26px; font-weight: 650; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
.facts dd { margin: 0; }
.facts ul { margin: 0; padding: 0; list-style: none; }
.chart { display: grid; grid-template-columns: max-content minmax(60px, 420px) minmax(max-content, 1fr); gap: 6px 16px; margin: 0; padding: 0; list-style: none; }
.chart li { display: contents; }
.bar { display: block; width: 100%; height: 10px; margin-top: 0.45em; border-radius: 3px; background: var(--head); print-color-adjust: exact; }
.overview { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 0 40px; }
.trend { display: flex; gap: 4px; align-items: end; margin: 0; padding: 0; list-style: none; font-size: 10.5px; line-height: 1.25; text-align: center; overflow-wrap: normal; }
.trend li { flex: 1 1 0; max-width: 56px; }
.trend svg { display: block; margin: 2px auto 4px; }
.trend .quiet { display: block; }
.dot { display: inline-block; width: 12px; height: 12px; margin-right: 7px; border-radius: 3px; vertical-align: -1px; print-color-adjust: exact; }
.critical { fill: var(--critical); background: var(--critical); } .high { fill: var(--high); background: var(--high); }
.medium { fill: var(--medium); background: var(--medium); } .low { fill: var(--low); background: var(--low); }
.informational { fill: var(--informational); background: var(--informational); }
.box { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: 7px 10px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody:last-child tr:last-child > * { border-bottom: 0; }
thead th { background: var(--head); overflow-wrap: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.result { width: 7em; } .severity { width: 8.6em; } .state { width: 7.4em; } .edition { width: 8.4em; } .agent { width: 8.4em; }
.addresses { width: 9em; } .until { width: 7.6em; } .run { width: 12.5em; } .scope { width: 15%; } .share { width: 8em; } .image { width: 26%; } .enterprise-project { width: 12em; }
.checked { width: 6em; } .violations { width: 7em; } .stale, .exempt { width: 6em; }
[data-label="Scope"] { color: var(--quiet); font-size: 0.84em; }
.group th { background: var(--head); }
th button { padding: 0; border: 0; background: none; color: inherit; font: inherit; font-weight: 650; text-align: left; white-space: nowrap; cursor: pointer; }
.scripted th button::after { content: "\\2195" / ""; margin-left: 4px; color: var(--quiet); font-weight: 400; }
.scripted th[aria-sort="ascending"] button::after { content: "\\2191" / ""; color: var(--link); }
.scripted th[aria-sort="descending"] button::after { content: "\\2193" / ""; color: var(--link); }
.scripted .rest { display: none; }
[hidden] { display: none !important; }
.controls { display: flex; flex-wrap: wrap; gap: 10px 18px; align-items: end; margin: 0 0 12px; }
.controls label { color: var(--quiet); font-size: 13px; }
.controls .check { color: var(--text); font-size: inherit; padding: 6px 0; }
.controls select, .controls .words input { display: block; }
input, select, button { padding: 6px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: var(--text); font: inherit; font-size: 15px; }
input[type="search"] { width: 240px; }
select { width: 150px; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
details { margin-top: 10px; }
summary { cursor: pointer; color: var(--quiet); }
.filtered { display: none; }
@media screen and (max-width: 1000px) {
  table, thead, tbody { display: block; }
  thead tr { display: flex; flex-wrap: wrap; background: var(--head); }
  thead th[scope] { width: auto; border: 0; }
  table:not([id]) thead { display: none; }
  tbody tr { display: grid; grid-template-columns: repeat(auto-fit, minmax(100px, 1fr)); gap: 8px 16px; padding: 12px 14px; border-bottom: 1px solid var(--line); }
  tbody:last-child tr:last-child { border-bottom: 0; }
  td, .group th { width: auto; padding: 0; border: 0; }
  .number { text-align: left; }
  td:empty { display: none; }
  td::before { content: attr(data-label); display: block; color: var(--quiet); font-size: 12.5px; }
  [data-label="Rule"], [data-label="Server"] { grid-column: span 3; }
  [data-label="Scope"], [data-label="Image"], [data-label="Reason"] { grid-column: 1 / -1; }
  .group, .group th { background: var(--head); }
}
@media screen and (max-width: 500px) {
  [data-label="Rule"], [data-label="Server"] { grid-column: 1 / -1; }
  main { padding: 12px 10px 40px; }
  .controls > label:not(.check) { width: calc(50% - 9px); }
  .controls > .words { width: 100%; }
  input[type="search"], select { width: 100%; }
}
@page { size: A4 landscape; margin: 12mm; @bottom-right { content: counter(page) " / " counter(pages); } }
@media print {
  .controls, .steps { display: none; }
  .numbers::details-content { content-visibility: visible; }
  .filtered { display: block; font-weight: 600; }
  body { background: none; font-size: 11px; }
  main { max-width: none; padding: 0; }
  th, td { padding: 4px 6px; }
  .overview { display: block; }
  /* A browser repeats no boxes of buttons on the next page. */
  th button { display: contents; }
  thead, tr, .figures div, .verdict, .chart, .trend { break-inside: avoid; }
  h2, section > p { break-after: avoid; }
  .rest tr:nth-child(n + ${PRINTED_ROWS - ROWS_AT_ONCE + 1}) { display: none; }
}
@media print and (max-width: 800px) { body { font-size: 8.5px; } }
`;
