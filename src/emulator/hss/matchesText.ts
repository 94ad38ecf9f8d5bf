import type { HostMatch } from "../emulatorSettings.js";

/** Whether a text is, or contains, the wanted text (case-sensitive). Null matches every text. */
export function matchesText(text: string | undefined, wanted: string | null, how: HostMatch): boolean {
  if (wanted === null) return true;
  if (text === undefined) return false;
  return how === "part" ? text.includes(wanted) : text === wanted;
}
