import type { ComplianceReport } from "../complianceReport.js";
import type { ComplianceExemption } from "../judgement.js";
import { worstFirst } from "../worstFirst.js";
import { cellText } from "./cellText.js";
import { findingColumns } from "./findingColumns.js";
import type { Markup } from "./markup.js";
import { sortableTable } from "./sortableTable.js";
import type { TableColumn } from "./tableColumn.js";

const UNTIL: TableColumn<ComplianceExemption> = { title: "Until", cell: ({ expires }) => expires };
const REASON: TableColumn<ComplianceExemption> = { title: "Reason", cell: ({ reason }) => reason };
const OWNER: TableColumn<ComplianceExemption> = {
  title: "Owner",
  second: "Ticket",
  cell: ({ owner, ticket }) => cellText(owner, ticket),
};

/** The exemptions, those from the worst rules first. */
export function exemptionTable({ exemptions, metadata }: ComplianceReport): Markup {
  const owned = exemptions.some(({ owner, ticket }) => owner !== "" || ticket !== "");
  return sortableTable({
    id: "exemptions",
    title: "Exemptions",
    noun: "exemption",
    columns: [...findingColumns(metadata.scopes), UNTIL, REASON, ...(owned ? [OWNER] : [])],
    items: worstFirst(exemptions),
  });
}
