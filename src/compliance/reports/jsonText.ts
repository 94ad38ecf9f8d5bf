/**
 * A document of JSON, to the last name exact. Two number signs in a row are what makes a CI system take a text for a command,
 * so the second is escaped: the report may be printed to a log.
 */
export function jsonText(document: unknown, indent = 2): string {
  return `${JSON.stringify(document, null, indent).replaceAll("##", "#\\u0023")}\n`;
}
