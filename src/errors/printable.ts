/**
 * Makes text safe for a terminal or a log, whatever its origin: replaces characters that control the terminal or change the
 * direction of text. Line feeds stay, so use `printableLine` for text that others wrote.
 */
export function printable(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "\ufffd").toWellFormed();
}

/** The same for a part of a line: line feeds in it cannot start a line of their own. */
export function printableLine(text: string): string {
  return printable(text).replaceAll("\n", "\ufffd");
}
