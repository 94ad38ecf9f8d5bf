import { createHash } from "node:crypto";
import { changeText } from "../changeText.js";
import type { ComplianceMetadata, ComplianceReport } from "../complianceReport.js";
import { scopeText, type ComplianceScope } from "../complianceScope.js";
import { counted } from "../counted.js";
import { verdict } from "../verdict.js";
import { exemptionTable } from "./exemptionTable.js";
import { fixedTable } from "./fixedTable.js";
import { HTML_SCRIPT } from "./htmlScript.js";
import { HTML_STYLE } from "./htmlStyle.js";
import { html, Markup, type Part } from "./markup.js";
import type { ReportFormat } from "./reportFormat.js";
import { ruleTable } from "./ruleTable.js";
import { scopeTable } from "./scopeTable.js";
import { severityChart } from "./severityChart.js";
import { timeText } from "./timeText.js";
import { trendChart } from "./trendChart.js";
import { violationTable } from "./violationTable.js";

/** Not part of the page's template, because a formatter might change them there, and with them their hashes. */
const STYLE = new Markup(`<style>${HTML_STYLE}</style>`);
const SCRIPT = new Markup(`<script>${HTML_SCRIPT}</script>`);

/** One page that needs no other file. Its security policy allows only its own style and script, by their hashes, and no network. */
export const htmlReport: ReportFormat = {
  mediaType: "text/html; charset=utf-8",
  fileName: "compliance.html",
  render(report) {
    const { metadata, passed } = report;
    const onlyNew = report.failOn === "new" ? "Only new violations fail." : "";
    const change = [changeText(report), onlyNew].filter((text) => text !== "").join(" ");
    const title = `Image compliance ${passed ? "passed" : "failed"}`;
    return html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}: ${placeText(metadata.scopes)}, ${timeText(metadata.asOf)}</title>
          ${STYLE} ${SCRIPT}
        </head>
        <body>
          <main>
            <header class="verdict ${passed ? "passed-all" : "failed"}">
              <h1>${passed ? "✓" : "✗"} ${title}</h1>
              <p>${verdict(report)}.</p>
              ${change === "" ? "" : html`<p>${change}</p> `} ${facts(provenance(metadata))}
              ${warnings(metadata).map((text) => html`<p class="warning">⚠ ${text}</p> `)}
              ${unresolved(metadata.unresolved)}
            </header>
            ${figures(report)} ${sections(report)}
            <section>
              <h2>What was asked</h2>
              ${facts(questions(report))} ${requestIds(metadata.requestIds)}
            </section>
          </main>
        </body>
      </html> `.text;
  },
};

const LISTS = {
  hosts: "Servers with",
  containers: "Containers of",
  images: "Images named",
  vulnerabilities: "Images with",
} as const;

type Fact = readonly [name: string, value: Part];

function contentSecurityPolicy(): Markup {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; style-src ${hash(HTML_STYLE)}; script-src ${hash(HTML_SCRIPT)}; base-uri 'none'; form-action 'none'`;
  return new Markup(policy);
}

function placeText(scopes: readonly ComplianceScope[]): string {
  const [first] = scopes;
  if (first !== undefined && scopes.length === 1) return scopeText(first);
  const regions = new Set(scopes.map(({ region }) => region));
  return `${counted(scopes.length, "scope")} in ${regions.size === 1 ? (first?.region ?? "") : counted(regions.size, "region")}`;
}

/** Where and when the servers were checked. */
function provenance({ scopes, asOf }: ComplianceMetadata): Fact[] {
  const [scope] = scopes;
  const where: Fact[] =
    scope !== undefined && scopes.length === 1
      ? [
          ["Region", scope.region],
          ["Project", scope.projectId],
          ["Enterprise project", scope.enterpriseProjectId],
        ]
      : [["Where", placeText(scopes)]];
  return [...where, ["Time", timeText(asOf)]];
}

function warnings({ incompleteBecause, unverifiedImages }: ComplianceMetadata): string[] {
  return [...incompleteBecause, ...unverifiedImages.map((image) => `Not distinguished from other images: ${image}`)];
}

function unresolved(images: readonly string[]): Part {
  if (images.length === 0) return "";
  return html`<details>
    <summary>⚠ Not judged, because HSS does not say what a rule needs: ${counted(images.length, "image")}</summary>
    <ul>
      ${images.map((image) => html`<li>${image}</li> `)}
    </ul>
  </details>`;
}

function figures({ summary, rules }: ComplianceReport): Markup {
  const passed = summary.byRule.filter((rule) => rule.passed).length;
  const { newViolations, fixedViolations } = summary;
  const values: Fact[] = [
    ["Violations", summary.violations],
    ...(newViolations === undefined ? [] : [["New", newViolations] as const]),
    ...(fixedViolations === undefined ? [] : [["Fixed", fixedViolations] as const]),
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
  const { violations, exemptions, summary, metadata, history = [], baseline } = report;
  const fixed = baseline?.fixed ?? [];
  return html`<div class="overview">
      ${violations.length > 0 ? severityChart(summary) : ""} ${history.length > 1 ? trendChart(history) : ""}
    </div>
    ${metadata.scopes.length > 1 ? scopeTable(summary) : ""} ${ruleTable(report)}
    ${violations.length > 0 ? violationTable(report) : ""} ${fixed.length > 0 ? fixedTable(fixed, report) : ""}
    ${exemptions.length > 0 ? exemptionTable(report) : ""}`;
}

function questions({ metadata, tool }: ComplianceReport): Fact[] {
  const { asOf, scopes, unreadScopes, queries, complete } = metadata;
  const lists = queries.map((query) => {
    const where = scopes.length > 1 ? html` in ${scopeText(query)}` : "";
    return html`<li>${LISTS[query.list]} ${query.image || "any image"}${where}: ${counted(query.hosts, "row")}</li> `;
  });
  return [
    ["As of", asOf],
    [
      "Lists",
      html`<ul>
        ${lists}
      </ul>`,
    ],
    [
      "Complete",
      complete
        ? "yes"
        : unreadScopes.length > 0
          ? "no: not all scopes could be read"
          : "no: the lists changed while they were read",
    ],
    ["Generated by", `${tool.name} ${tool.version}`],
  ];
}

function facts(values: readonly Fact[]): Markup {
  return html`<dl class="facts">
    ${values.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd> `,
    )}
  </dl>`;
}

function requestIds(ids: readonly string[]): Part {
  if (ids.length === 0) return "";
  return html`<details>
    <summary>${counted(ids.length, "request ID")}</summary>
    <p>${ids.join(" ")}</p>
  </details>`;
}
