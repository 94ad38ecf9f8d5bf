import { ocsfEvents } from "./ocsfEvents.js";
import { joinedLines } from "./joinedLines.js";
import type { ReportFormat } from "./reportFormat.js";

/** OCSF as one JSON array, with an event on each line. */
export const ocsfReport: ReportFormat = {
  mediaType: "application/json",
  fileName: "compliance.ocsf.json",
  render: (report) => joinedLines("[\n", ocsfEvents(report), "\n]\n"),
};
