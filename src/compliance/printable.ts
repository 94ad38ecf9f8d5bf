import { fitToShow } from "../errors/fitToShow.js";

/** Text on one line that a terminal or a log shows as it is. */
export function printable(text: string): string {
  return fitToShow(text).replaceAll("\n", "\ufffd");
}
