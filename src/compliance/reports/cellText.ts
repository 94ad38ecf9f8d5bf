import { html, type Part } from "./markup.js";

/** A cell with a second line in small letters, if there is any. Also a page without its style keeps the two lines apart. */
export function cellText(first: string, second: string | undefined): Part {
  if (second === undefined || second === "") return first;
  return html`${first}${first === "" ? "" : html`<br />`}<small>${second}</small>`;
}
