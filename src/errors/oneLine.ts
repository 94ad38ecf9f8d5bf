import { fitToShow } from "./fitToShow.js";

/** Text for a part of a line: line feeds in it cannot start a line of their own. */
export function oneLine(text: string): string {
  return fitToShow(text).replaceAll("\n", "\ufffd");
}
