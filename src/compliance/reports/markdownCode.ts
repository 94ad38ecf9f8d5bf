import { printableLine } from "../../errors/printable.js";

/**
 * Text as inline code in GitHub-flavoured Markdown, also in a table: nothing in it is markup, a link or a mention.
 * With a backtick or a bar in it, each character is an entity within a `code` element, as code spans can't hold them there.
 */
export function markdownCode(text: string): string {
  const line = printableLine(text).trim();
  if (line === "") return "";
  if (!/[`|\\]/.test(line)) return `\`${line}\``;
  return `<code>${Array.from(line, (character) => `&#${character.codePointAt(0) ?? 0};`).join("")}</code>`;
}
