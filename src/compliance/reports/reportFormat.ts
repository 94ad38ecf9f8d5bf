import type { ComplianceReport } from "../complianceReport.js";

/** One form in which a report can be had. */
export interface ReportFormat {
  mediaType: string;
  fileName: string;
  render: (report: ComplianceReport) => string;
}
