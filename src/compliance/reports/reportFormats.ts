import type { ReportFormat } from "./reportFormat.js";
import { baselineReport } from "./baselineReport.js";
import { csvReport } from "./csvReport.js";
import { htmlReport } from "./htmlReport.js";
import { jsonReport } from "./jsonReport.js";
import { junitReport } from "./junitReport.js";
import { markdownReport } from "./markdownReport.js";
import { ocsfReport } from "./ocsfReport.js";
import { sarifReport } from "./sarifReport.js";

export const REPORT_FORMATS = ["json", "csv", "markdown", "junit", "sarif", "html", "ocsf", "baseline"] as const;
export type ReportFormatName = (typeof REPORT_FORMATS)[number];

export const reportFormats: Readonly<Record<ReportFormatName, ReportFormat>> = {
  json: jsonReport,
  csv: csvReport,
  markdown: markdownReport,
  junit: junitReport,
  sarif: sarifReport,
  html: htmlReport,
  ocsf: ocsfReport,
  baseline: baselineReport,
};
