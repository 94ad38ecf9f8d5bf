/** More than any service means; a date so far away can still be shown. */
const LONGEST_MS = 365 * 24 * 60 * 60_000;

/**
 * Reads a Retry-After header, in seconds or as a date, into milliseconds from now; undefined when absent or unreadable.
 * @param headers of the answer; a date is compared with the server's own time, when the answer has it
 * @param nowMs the time as `Date.now()`
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: number): number | undefined {
  const header = headers["retry-after"]?.trim() ?? "";
  if (header === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(header)) return Math.min(LONGEST_MS, Math.ceil(Number(header) * 1000));
  const date = Date.parse(header);
  if (Number.isNaN(date)) return undefined;
  const serverMs = Date.parse(headers.date ?? "");
  return Math.min(LONGEST_MS, Math.max(0, date - (Number.isNaN(serverMs) ? nowMs : serverMs)));
}
