import { scopeText } from "../complianceScope.js";
import type { ComplianceReport } from "../complianceReport.js";
import type { ComplianceViolation } from "../judgement.js";
import { worstFirst } from "../worstFirst.js";
import { cellText } from "./cellText.js";
import { findingColumns } from "./findingColumns.js";
import { html, type Markup, type Part } from "./markup.js";
import { sortableTable } from "./sortableTable.js";
import type { TableColumn } from "./tableColumn.js";
import { violationControls } from "./violationControls.js";

const STATE: TableColumn<ComplianceViolation> = { title: "State", cell: ({ state = "" }) => state };
const DETAILS: readonly TableColumn<ComplianceViolation>[] = [
  {
    title: "Reason",
    second: "Images",
    cell: ({ reason, images }) => cellText(reason, images.filter((image) => !reason.includes(image)).join(", ")),
  },
  { title: "Agent", second: "Stale", cell: (each) => cellText(agent(each), each.stale ? "stale" : "") },
  { title: "Edition", cell: (each) => html`${edition(each).split(".").map(afterDot)}` },
  { title: "Addresses", second: "Public address", cell: ({ privateIp, publicIp }) => cellText(privateIp, publicIp) },
];

/** The columns that can be filtered, with the first line of their cells. */
const FILTERED: readonly (readonly [string, (violation: ComplianceViolation) => string])[] = [
  ["Severity", ({ severity }) => severity],
  ["Rule", ({ rule }) => rule],
  ["Scope", scopeText],
  ["State", ({ state = "" }) => state],
  ["Agent", agent],
  ["Edition", edition],
];

/** The violations, the worst first. */
export function violationTable({ violations, baseline, metadata }: ComplianceReport): Markup {
  const items = worstFirst(violations);
  const columns = [...findingColumns(metadata.scopes), ...DETAILS];
  if (baseline !== undefined) columns.splice(1, 0, STATE);
  const filters = FILTERED.filter(([title]) => columns.some((column) => column.title === title)).map(
    ([title, value]) => ({ title, values: [...new Set(items.map(value))].filter((each) => each !== "") }),
  );
  return sortableTable({
    id: "violations",
    title: "Violations",
    noun: "violation",
    columns,
    items,
    controls: violationControls(filters),
  });
}

function agent({ agentStatus, hostId, hostName }: ComplianceViolation): string {
  return agentStatus === "" && (hostId !== "" || hostName !== "") ? "unknown" : agentStatus;
}

function edition(violation: ComplianceViolation): string {
  return violation.edition.replace("hss.version.", "");
}

/** Lets a narrow column break `container.enterprise` at the dot. */
function afterDot(part: string, index: number): Part {
  return index === 0 ? part : html`.<wbr />${part}`;
}
