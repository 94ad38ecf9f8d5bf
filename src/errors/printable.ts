import { CI_COMMANDS } from "./ciCommands.js";

/** What people write with characters that are not seen. */
const KEPT = [
  // A joiner between letters that it shapes, as in Persian and Hindi. Letters of these scripts have no case.
  String.raw`(?<=[\p{Lo}\p{M}])[\u200c\u200d](?=[\p{Lo}\p{M}])`,
  // A joiner in an emoji.
  String.raw`(?<=\p{ExtPict}[\ufe0f\p{EMod}]?)\u200d(?=\p{ExtPict})`,
  // The flag of a part of a country, such as Wales.
  String.raw`\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}`,
];
const UNSEEN = new RegExp(String.raw`(${KEPT.join("|")})|(?:(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+`, "gu");

/**
 * Makes text safe for a terminal or a log, whatever its origin: replaces characters that control the terminal or change the
 * direction of text, and puts a blank into text that a CI system would take for a command. Joiners in words and emoji stay. Line
 * feeds stay, so use `printableLine` for text that others wrote.
 */
export function printable(text: string): string {
  const visible = text.replace(UNSEEN, (_, kept?: string) => kept ?? "\ufffd").toWellFormed();
  return CI_COMMANDS.reduce((safe, mark) => safe.replace(mark, "$& "), visible);
}

/** The same for a part of a line: line feeds in it cannot start a line of their own. */
export function printableLine(text: string): string {
  return printable(text.replaceAll("\n", "\ufffd"));
}
