import { printableLine } from "./printable.js";

/** A fact about an error, for example `["status", 403]`. A fact without a value is not shown. */
export type Detail = readonly [label: string, value: string | number | undefined];

/** What a user reads about an error. */
export interface ErrorText {
  /** What happened, in one sentence. */
  summary: string;
  /** What the user can do about it. */
  advice: string;
  details?: readonly Detail[];
}

/** The message of an error: the summary, the advice, and each detail on a line of its own. */
export function errorText({ summary, advice, details = [] }: ErrorText): string {
  const shown = details.filter(([, value]) => value !== undefined && value !== "");
  const lines = shown.map(([label, value]) => `  ${printableLine(`${label}: ${String(value).trim()}`)}`);
  return [printableLine(summary), printableLine(advice), ...lines].join("\n");
}
