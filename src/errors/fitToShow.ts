/**
 * Text that a terminal or a log shows as it is, whoever had a say in it: what controls either, or turns its direction,
 * is replaced. Line feeds stay, as our own messages have them; text from a server must have lost its own before.
 */
export function fitToShow(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "\ufffd").toWellFormed();
}
