import { createHash } from "node:crypto";
import type { ComplianceReport } from "../complianceReport.js";
import { SEVERITIES } from "../complianceRule.js";
import { scopeText } from "../complianceScope.js";
import { verdict } from "../verdict.js";
import { severityChart } from "./severityChart.js";
import { html, Markup } from "./markup.js";
import { HTML_SCRIPT } from "./htmlScript.js";
import { HTML_STYLE } from "./htmlStyle.js";
import { exemptionTable } from "./exemptionTable.js";
import { ruleTable } from "./ruleTable.js";
import { violationTable } from "./violationTable.js";
import type { ReportFormat } from "./reportFormat.js";

/** Not part of the page's template, because a formatter might change them there, and with them their hashes. */
const STYLE = new Markup(`<style>${HTML_STYLE}</style>`);
const SCRIPT = new Markup(`<script>${HTML_SCRIPT}</script>`);

/** One page that needs no other file. Its security policy allows only its own style and script, by their hashes, and no network. */
export const htmlReport: ReportFormat = {
  mediaType: "text/html; charset=utf-8",
  fileName: "compliance.html",
  render(report) {
    const title = `Image compliance ${report.passed ? "passed" : "failed"}`;
    return html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          ${STYLE}
        </head>
        <body>
          <main>
            <header class="verdict ${report.passed ? "passed-all" : "failed"}">
              <h1>${report.passed ? "✓" : "✗"} ${title}</h1>
              <p>${verdict(report)}.</p>
              ${report.metadata.incompleteBecause.map((why) => html`<p class="warning">${why}</p> `)}
              ${report.metadata.unverifiedImages.map((image) => html`<p class="warning">Not distinguished from other images: ${image}</p> `)}
            </header>
            ${figures(report)} ${sections(report)}
            <h2>What was asked</h2>
            ${facts(report)}
          </main>
          ${SCRIPT}
        </body>
      </html> `.text;
  },
};

function contentSecurityPolicy(): Markup {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; style-src ${hash(HTML_STYLE)}; script-src ${hash(HTML_SCRIPT)}; base-uri 'none'; form-action 'none'`;
  return new Markup(policy);
}

function figures({ summary, rules }: ComplianceReport): Markup {
  const passed = summary.byRule.filter((rule) => rule.passed).length;
  const values: [string, string | number][] = [
    ["Violations", summary.violations],
    ["Servers in violation", summary.violatingHosts],
    ["Stale servers", summary.staleHosts],
    ["Rules passed", `${passed} of ${rules.length}`],
    ["Exemptions", summary.exemptions],
  ];
  return html`<dl class="figures">
    ${values.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function sections(report: ComplianceReport): Markup {
  const { violations, exemptions, summary } = report;
  const parts = [
    html`<h2>Rules</h2>
      ${ruleTable(report)} `,
  ];
  if (violations.length > 0) {
    parts.unshift(
      html`<h2>Violations by severity</h2>
        ${severityChart(summary)} `,
    );
    parts.push(
      html`<h2>Violations</h2>
        ${controls()} ${violationTable(violations)} ${moreButtons()} `,
    );
  }
  if (exemptions.length > 0) {
    parts.push(
      html`<h2>Exemptions</h2>
        ${exemptionTable(exemptions)} `,
    );
  }
  return html`${parts}`;
}

function controls(): Markup {
  const options = SEVERITIES.toReversed().map((severity) => html`<option value="${severity}">${severity}</option>`);
  return html`<div class="controls" id="controls" role="search" hidden>
    <label>Filter <input type="search" id="filter" placeholder="words in any column" /></label>
    <label
      >Severity
      <select id="severity">
        <option value="">all</option>
        ${options}
      </select></label
    >
    <output id="shown" class="quiet" for="filter severity"></output>
  </div>`;
}

function moreButtons(): Markup {
  return html`<p>
    <button type="button" class="more" id="more" hidden>Show 200 more</button
    ><button type="button" class="more" id="all" hidden>Show all</button>
  </p>`;
}

function facts({ metadata, tool }: ComplianceReport): Markup {
  const { asOf, scopes, queries, complete, requestIds } = metadata;
  const values: [string, string][] = [
    ["As of", asOf],
    ["Scope", scopes.map(scopeText).join("; ")],
    [
      "Lists",
      queries.map(({ image, hosts }) => `${image || "any image"}: ${hosts.toLocaleString("en-US")}`).join("; "),
    ],
    ["Complete", complete ? "yes" : "no: the lists changed while they were read"],
    ["Generated by", `${tool.name} ${tool.version}`],
  ];
  const ids = html`<details>
    <summary>${requestIds.length} request IDs</summary>
    <p>${requestIds.join(" ")}</p>
  </details>`;
  return html`<dl class="facts">
      ${values.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd> `,
      )}
    </dl>
    ${requestIds.length === 0 ? "" : ids}`;
}
