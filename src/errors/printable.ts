import { CI_COMMANDS } from "./ciCommands.js";

/**
 * Makes text safe for a terminal or a log, whatever its origin: replaces characters that control the terminal or change the
 * direction of text, and puts a blank into text that a CI system would take for a command. Line feeds stay, so use `printableLine`
 * for text that others wrote.
 */
export function printable(text: string): string {
  const visible = text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "\ufffd").toWellFormed();
  return CI_COMMANDS.reduce((safe, mark) => safe.replace(mark, "$& "), visible);
}

/** The same for a part of a line: line feeds in it cannot start a line of their own. */
export function printableLine(text: string): string {
  return printable(text.replaceAll("\n", "\ufffd"));
}
