import { SEVERITIES } from "../complianceRule.js";
import { counted } from "../counted.js";
import type { HistoryEntry } from "../historyEntry.js";
import { html, type Markup } from "./markup.js";
import { plainTable } from "./plainTable.js";
import { timeText } from "./timeText.js";

const RUNS = 10;
const HEIGHT = 100;
const WIDTH = 16;
const WORST_FIRST = SEVERITIES.toReversed();

/** The violations in the last runs, as columns and as numbers. The newest run comes last. */
export function trendChart(history: readonly HistoryEntry[]): Markup {
  const runs = history.slice(-RUNS);
  const most = Math.max(1, ...runs.map(total));
  const earlier = history.length - runs.length;
  return html`<section>
    <h2>Last runs</h2>
    <ol class="trend">
      ${runs.map((run) => column(run, most))}
    </ol>
    ${earlier > 0 ? html`<p class="quiet">${counted(earlier, "earlier run")} not shown.</p>` : ""}
    <details class="numbers">
      <summary>Numbers by severity</summary>
      ${plainTable(
        [
          { title: "Run", cell: runText },
          { title: "Violations", number: true, cell: total },
          { title: "By severity", cell: bySeverity },
        ],
        runs,
      )}
    </details>
  </section>`;
}

function column(run: HistoryEntry, most: number): Markup {
  let y = 0;
  const parts = WORST_FIRST.map((severity) => {
    const height = (run[severity] / most) * HEIGHT;
    const part = html`<rect
      class="${severity}"
      y="${y.toFixed(2)}"
      width="${WIDTH}"
      height="${height.toFixed(2)}"
    ></rect>`;
    y += height;
    return part;
  });
  return html`<li>
    <strong>${total(run)}</strong>
    <svg width="${WIDTH}" height="${y.toFixed(2)}" aria-hidden="true">${parts}</svg>
    <span class="quiet">${run.asOf.slice(5, 10)} ${run.asOf.slice(11, 16)}</span>
  </li> `;
}

function runText({ asOf, complete }: HistoryEntry): string {
  return `${timeText(asOf)}${complete ? "" : " (incomplete)"}`;
}

function total(run: HistoryEntry): number {
  return WORST_FIRST.reduce((sum, severity) => sum + run[severity], 0);
}

function bySeverity(run: HistoryEntry): string {
  const parts = WORST_FIRST.filter((severity) => run[severity] > 0);
  return parts.map((severity) => `${run[severity].toLocaleString("en-US")} ${severity}`).join(", ");
}
