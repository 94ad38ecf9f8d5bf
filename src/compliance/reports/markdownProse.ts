import { printableLine } from "../../errors/printable.js";

const WORD_JOINER = "\u2060";

/** Text as prose on one line, without markup and HTML, and without mentions and references, of which GitHub would notify people. */
export function markdownProse(text: string): string {
  return printableLine(text)
    .replace(/[!-/:-@[-`{-~]/g, (mark) => `\\${mark}`)
    .replace(/[@#]/g, (mark) => mark + WORD_JOINER)
    .replace(/\bGH\\-(?=\d)/gi, (mark) => mark + WORD_JOINER);
}
