/**
 * Makes text safe for a terminal or a log, whatever its origin: replaces characters that control the terminal or change the
 * direction of text. Line feeds stay, so use `oneLine` for text that others wrote.
 */
export function fitToShow(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "\ufffd").toWellFormed();
}
