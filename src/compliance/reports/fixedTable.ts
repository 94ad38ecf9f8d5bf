import type { ComplianceReport } from "../complianceReport.js";
import type { FixedViolation } from "../fixedViolation.js";
import { worstFirst } from "../worstFirst.js";
import { findingColumns } from "./findingColumns.js";
import type { Markup } from "./markup.js";
import { sortableTable } from "./sortableTable.js";

/** The violations that are fixed since the former run. */
export function fixedTable(fixed: readonly FixedViolation[], { metadata }: ComplianceReport): Markup {
  return sortableTable({
    id: "fixed",
    title: "Fixed",
    noun: "fixed violation",
    columns: [...findingColumns(metadata.scopes), { title: "Image", cell: ({ image }: FixedViolation) => image }],
    items: worstFirst(fixed),
  });
}
