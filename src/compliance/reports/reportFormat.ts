import type { ComplianceReport } from "../complianceReport.js";

/** One format of a report. */
export interface ReportFormat {
  mediaType: string;
  fileName: string;
  render: (report: ComplianceReport) => string;
}
