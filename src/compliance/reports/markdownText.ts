import { printable } from "../wording.js";

const WORD_JOINER = "\u2060";

/**
 * Text as inline code in GitHub-flavoured Markdown, also in a table: nothing in it is markup, a link or a mention.
 * With a backtick or a bar in it, each character is an entity within a `code` element, as code spans can't hold them there.
 */
export function markdownCode(text: string): string {
  const line = printable(text).trim();
  if (line === "") return "";
  if (!/[`|\\]/.test(line)) return `\`${line}\``;
  return `<code>${Array.from(line, (character) => `&#${character.codePointAt(0) ?? 0};`).join("")}</code>`;
}

/** Text as prose on one line: no markup, no HTML, and neither mentions nor references, which a comment would send out. */
export function markdownProse(text: string): string {
  return printable(text)
    .replace(/[!-/:-@[-`{-~]/g, (mark) => `\\${mark}`)
    .replace(/[@#]/g, (mark) => mark + WORD_JOINER)
    .replace(/\bGH\\-(?=\d)/gi, (mark) => mark + WORD_JOINER);
}
