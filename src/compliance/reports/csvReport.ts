import type { ComplianceReport } from "../complianceReport.js";
import type { ReportFormat } from "./reportFormat.js";

const COLUMNS = [
  "status",
  "rule",
  "severity",
  "effect",
  "image",
  "hostName",
  "hostId",
  "agentStatus",
  "edition",
  "privateIp",
  "publicIp",
  "stale",
  "reason",
  "exceptionExpires",
] as const;

/** RFC 4180: one row for each violation and exemption. */
export const csvReport: ReportFormat = {
  mediaType: "text/csv; charset=utf-8; header=present",
  fileName: "compliance.csv",
  render: (report) => [COLUMNS, ...rows(report)].map((row) => `${row.map(csvField).join(",")}\r\n`).join(""),
};

function rows({ violations, exemptions }: ComplianceReport): string[][] {
  const findings = [
    ...violations.map((each) => ({ ...each, status: "violation", exceptionExpires: "" })),
    ...exemptions.map((each) => ({ ...each, status: "exempt", exceptionExpires: each.expires })),
  ];
  return findings.map((finding) => COLUMNS.map((column) => String(finding[column])));
}

/**
 * A spreadsheet runs text that begins like a formula, even after quotes and blanks. An apostrophe in front prevents this.
 * Every field is quoted, so that no program reads it as a number or a date.
 */
export function csvField(text: string): string {
  const harmless = /^["'\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
