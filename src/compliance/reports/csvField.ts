import { INNER_FORMULA, MARKED } from "./csvPatterns.js";

/**
 * Text as a field of a CSV file. A spreadsheet would run or change some texts; an apostrophe in front, its own mark for text,
 * prevents this. A text that begins with an apostrophe gets another, so that a program can remove the first one. The script of
 * the HTML report does the same.
 */
export function csvField(text: string): string {
  const mark = MARKED.test(text) ? "'" : "";
  return `"${mark}${text.replace(INNER_FORMULA, "$1'").replaceAll('"', '""')}"`;
}
