import type { ComplianceReport } from "../complianceReport.js";
import { findingId } from "../findingId.js";
import { worstFirst } from "../worstFirst.js";
import { csvField } from "./csvField.js";
import type { ReportFormat } from "./reportFormat.js";

/** The columns whose values are the report's own: a spreadsheet may take them for what they are. */
const OWN = ["status", "state", "severity", "effect", "stale", "exceptionExpires", "complete"] as const;

const COLUMNS = [
  "status",
  "state",
  "severity",
  "rule",
  "effect",
  "image",
  "images",
  "hostName",
  "hostId",
  "agentStatus",
  "edition",
  "privateIp",
  "publicIp",
  "stale",
  "reason",
  "exceptionExpires",
  "owner",
  "ticket",
  "region",
  "projectId",
  "enterpriseProjectId",
  "complete",
  "id",
] as const;
type Value = string | boolean | readonly string[] | undefined;
type Row = Partial<Record<(typeof COLUMNS)[number], Value>>;

/** Spreadsheets take a file without it for another encoding. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * RFC 4180: a row for each violation, exemption and violation that is fixed, and for each reason why these may be incomplete.
 * The names of the columns have no quotes, because a program may not expect quotes after the byte order mark.
 */
export const csvReport: ReportFormat = {
  mediaType: "text/csv; charset=utf-8; header=present",
  fileName: "compliance.csv",
  render(report) {
    const { complete } = report.metadata;
    const lines = rows(report).map((row) =>
      COLUMNS.map((column) => field(column, { ...row, complete }[column])).join(","),
    );
    return `${BYTE_ORDER_MARK}${[COLUMNS.join(","), ...lines].map((line) => `${line}\r\n`).join("")}`;
  },
};

function rows({ violations, exemptions, baseline, metadata }: ComplianceReport): Row[] {
  return [
    ...metadata.incompleteBecause.map((reason) => ({ status: "incomplete", reason })),
    ...[...metadata.unverifiedImages, ...metadata.unresolved].map((reason) => ({ status: "unverified", reason })),
    ...worstFirst(violations).map((each) => ({ ...each, status: "violation", id: findingId(each) })),
    ...worstFirst(exemptions).map((each) => ({
      ...each,
      status: "exempt",
      exceptionExpires: each.expires,
      id: findingId(each),
    })),
    ...worstFirst(baseline?.fixed ?? []).map((each) => ({ ...each, status: "fixed" })),
  ];
}

function field(column: (typeof COLUMNS)[number], value: Value = ""): string {
  const text = typeof value === "object" ? value.join(", ") : String(value);
  return OWN.some((own) => own === column) ? `"${text}"` : csvField(text);
}
