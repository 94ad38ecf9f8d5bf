import { fitToShow } from "./fitToShow.js";

/** Makes text safe for a part of a line: line feeds in it cannot start a new line. */
export function oneLine(text: string): string {
  return fitToShow(text).replaceAll("\n", "\ufffd");
}
