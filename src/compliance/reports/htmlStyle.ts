/** The page's style. The colours follow the setting of the reader's system. */
export const HTML_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #fff; --text: #1b1f24; --quiet: #59636e; --line: #d9dee4; --head: #eef1f4; --link: #0757b8;
  --good: #1a7f37; --bad: #c5221f;
  --critical: #a40e26; --high: #d1480b; --medium: #b58900; --low: #2a6fbb; --informational: #7a838c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1318; --card: #181d24; --text: #e4e9ef; --quiet: #9aa5b1; --line: #2e3640; --head: #202731; --link: #7db4ff;
    --good: #3fb950; --bad: #ff6b63;
    --critical: #ff6277; --high: #f28b4b; --medium: #dcb13c; --low: #6ba6ee; --informational: #949fab;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1280px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; }
h2 { margin: 36px 0 12px; font-size: 18px; }
p { margin: 6px 0; }
.quiet, dt { color: var(--quiet); }
.verdict { padding: 18px 22px; background: var(--card); border: 1px solid var(--line); border-left: 8px solid var(--good); border-radius: 8px; }
.verdict.failed { border-left-color: var(--bad); }
.warning { color: var(--bad); font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 16px 0 0; }
.figures div { padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.figures dd { margin: 0; font-size: 26px; font-weight: 650; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
svg { display: block; }
.bar { width: 100%; height: 18px; border-radius: 4px; background: var(--head); }
.share { width: 140px; height: 10px; margin-top: 6px; border-radius: 3px; background: var(--head); }
.legend { display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 10px 0 0; padding: 0; list-style: none; }
.dot { display: inline-block; width: 12px; height: 12px; margin-right: 7px; border-radius: 3px; vertical-align: -1px; }
.critical { fill: var(--critical); background: var(--critical); } .high { fill: var(--high); background: var(--high); }
.medium { fill: var(--medium); background: var(--medium); } .low { fill: var(--low); background: var(--low); }
.informational { fill: var(--informational); background: var(--informational); }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 7px 12px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { background: var(--head); white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.nowrap { white-space: nowrap; }
small { display: block; max-width: 46em; color: var(--quiet); font-size: 12.5px; }
.passed { color: var(--good); font-weight: 600; }
.missed { color: var(--bad); font-weight: 600; }
.tag { padding: 0 7px; border: 1px solid var(--line); border-radius: 9px; font-size: 12px; white-space: nowrap; }
th button { padding: 0; border: 0; background: none; color: inherit; font: inherit; font-weight: 650; cursor: pointer; }
th button::after { content: "\\2195"; margin-left: 6px; color: var(--quiet); font-weight: 400; }
th[aria-sort="ascending"] button::after { content: "\\2191"; color: var(--link); }
th[aria-sort="descending"] button::after { content: "\\2193"; color: var(--link); }
.controls { display: flex; flex-wrap: wrap; gap: 10px 18px; align-items: center; margin: 0 0 12px; }
.controls[hidden] { display: none; }
.controls label { display: flex; gap: 8px; align-items: center; }
input, select, .more { padding: 6px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: var(--text); font: inherit; }
input { width: min(22em, 60vw); }
.more { margin: 12px 8px 0 0; cursor: pointer; }
.more[hidden] { display: none; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
details { margin-top: 10px; overflow-wrap: anywhere; }
summary { cursor: pointer; color: var(--quiet); }
@media print { .controls, .more { display: none; } body { background: none; } }
`;
