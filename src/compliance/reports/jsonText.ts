/** A JSON document with an indent for people, safe to print to a log. */
export function jsonText(document: unknown, indent = 2): string {
  return `${safeInLogs(JSON.stringify(document, null, indent))}\n`;
}

/** A JSON value on one line, safe to print to a log, also for readers that break lines at more characters than line feeds. */
export function jsonLine(value: unknown): string {
  return safeInLogs(JSON.stringify(value)).replace(
    /[\u0085\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Names stay exact: a CI system takes a text with two number signs in a row for a command, and JSON can escape the second of them.
 */
function safeInLogs(json: string): string {
  return json.replaceAll("##", "#\\u0023");
}
