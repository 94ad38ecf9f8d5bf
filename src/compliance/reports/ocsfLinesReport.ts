import { ocsfEvents } from "./ocsfEvents.js";
import type { ReportFormat } from "./reportFormat.js";

/** OCSF as JSON Lines: for collectors and log stores, which take one event at a time. */
export const ocsfLinesReport: ReportFormat = {
  mediaType: "application/x-ndjson",
  fileName: "compliance.ocsf.jsonl",
  render: (report) =>
    ocsfEvents(report)
      .map((event) => `${event}\n`)
      .join(""),
};
