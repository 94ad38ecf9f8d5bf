import { printableLine } from "../../errors/printable.js";

/**
 * Text as inline code in GitHub-flavoured Markdown, also in a table. Nothing in it becomes markup, a link or a mention.
 * If it contains a backtick or a bar, each character becomes an entity in a `code` element: code spans cannot contain them in a table.
 */
export function markdownCode(text: string): string {
  const line = printableLine(text).trim();
  if (line === "") return "";
  if (!/[`|\\]/.test(line)) return `\`${line}\``;
  return `<code>${Array.from(line, (character) => `&#${character.codePointAt(0) ?? 0};`).join("")}</code>`;
}
