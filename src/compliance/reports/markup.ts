import { printableLine } from "../../errors/printable.js";
import { xmlText } from "./xmlText.js";

/** Markup that is safe to insert into a page. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Part = Markup | string | number | readonly Part[];

/** A template for markup. Inserted values are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.reduce((page, string, index) => page + markupOf(parts[index - 1] ?? "") + string));
}

function markupOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === "number") return part.toLocaleString("en-US");
  if (typeof part === "string") return xmlText(printableLine(part));
  return part.map(markupOf).join("");
}
