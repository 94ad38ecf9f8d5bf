import type { ComplianceReport } from "../complianceReport.js";
import { AnswerSizeError } from "../../errors/answerSizeError.js";
import { reportFormats, type ReportFormatName } from "./reportFormats.js";

/** The most bytes of all reports of a call. The rest of Pulumi's 400 MiB is for the other properties of the result. */
const MOST_BYTES = 256_000_000;

const ADVICE = "Ask for fewer formats in one call, or check fewer servers in it.";

export interface MadeReport {
  format: ReportFormatName;
  fileName: string;
  mediaType: string;
  content: string;
}

/**
 * Makes the reports one after another.
 * @param keep is called with each report before the next is made, and returns what is kept of it.
 */
export function makeReports<Kept>(
  report: ComplianceReport,
  formats: readonly ReportFormatName[],
  keep: (made: MadeReport) => Kept,
  mostBytes = MOST_BYTES,
): Kept[] {
  const sizes: [format: ReportFormatName, bytes: number][] = [];
  let total = 0;
  return formats.map((format) => {
    const made = makeReport(report, format);
    const bytes = Buffer.byteLength(made.content);
    total += bytes;
    sizes.push([format, bytes]);
    if (total > mostBytes) throw reportsTooLarge(sizes, mostBytes);
    return keep(made);
  });
}

type Sizes = readonly (readonly [format: string, bytes: number])[];

/** @param sizes of the reports up to the one that was too much */
export function reportsTooLarge(sizes: Sizes, mostBytes = MOST_BYTES): AnswerSizeError {
  const names = sizes.map(([format]) => format).join(", ");
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
  return new AnswerSizeError(
    `The reports (${names}) have ${inMb(total)}, but all reports of a call can have at most ${inMb(mostBytes)}.`,
    ADVICE,
    sizes.map(([format, bytes]) => [format, inMb(bytes)]),
  );
}

function makeReport(report: ComplianceReport, format: ReportFormatName): MadeReport {
  const { fileName, mediaType, render } = reportFormats[format];
  try {
    return { format, fileName, mediaType, content: render(report) };
  } catch (error) {
    if (error instanceof RangeError && error.message === "Invalid string length") {
      throw new AnswerSizeError(`The ${format} report is too large to be made.`, ADVICE, [
        ["violations", report.violations.length],
        ["exemptions", report.exemptions.length],
      ]);
    }
    throw new Error(`The ${format} report could not be made: ${String(error)}`, { cause: error });
  }
}

function inMb(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
}
