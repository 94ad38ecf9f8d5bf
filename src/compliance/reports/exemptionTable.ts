import { hostText } from "../hostText.js";
import type { ComplianceExemption } from "../judgement.js";
import { html, type Markup } from "./markup.js";
import { plainTable } from "./plainTable.js";

const EXEMPTION_COLUMNS = ["Rule", "Server", "Until", "Reason"];

export function exemptionTable(exemptions: readonly ComplianceExemption[]): Markup {
  const rows = exemptions.map(
    (exemption) =>
      html`<tr>
        <td>${exemption.rule}</td>
        <td>${hostText(exemption)}</td>
        <td class="nowrap">${exemption.expires}</td>
        <td>${exemption.reason}</td>
      </tr> `,
  );
  return plainTable(
    EXEMPTION_COLUMNS.map((title) => html`<th scope="col">${title}</th>`),
    rows,
  );
}
