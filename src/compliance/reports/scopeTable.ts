import type { ComplianceSummary } from "../complianceSummary.js";
import { html, type Markup } from "./markup.js";
import { plainTable } from "./plainTable.js";
import { resultMark } from "./resultMark.js";

/** The result of each scope. */
export function scopeTable({ byScope }: ComplianceSummary): Markup {
  return html`<section>
    <h2>Scopes</h2>
    ${plainTable(
      [
        { title: "Result", cell: ({ passed }) => resultMark(passed) },
        { title: "Region", cell: ({ region }) => region },
        { title: "Project", cell: ({ projectId }) => projectId },
        { title: "Enterprise project", cell: ({ enterpriseProjectId }) => enterpriseProjectId },
        { title: "Violations", number: true, cell: ({ violations }) => violations },
        { title: "Stale", number: true, cell: ({ staleViolations }) => staleViolations },
        { title: "Exempt", number: true, cell: ({ exemptions }) => exemptions },
      ],
      byScope,
    )}
  </section>`;
}
