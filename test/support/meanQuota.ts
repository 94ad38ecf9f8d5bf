import type { Emulator } from "../../src/emulator/emulator.js";

/** Longer than the minimum time between two progress messages of a scan. */
export const MEAN_WINDOW_MS = 600;

/**
 * Gives the emulator a quota of one request in each short window. Its clock stands still until three requests have come,
 * so that it answers the first page of a scan of three pages and refuses the others, however slow this machine is.
 */
export function setMeanQuota(emulator: Emulator): void {
  const started = Date.now();
  emulator.requests.length = 0;
  emulator.quota = { limit: 1, windowMs: MEAN_WINDOW_MS };
  emulator.now = () => (emulator.requests.length > 3 ? Date.now() : started);
}
