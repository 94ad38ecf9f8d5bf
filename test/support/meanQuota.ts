import type { Emulator } from "../../src/emulator/emulator.js";

/** Longer than the least time between two messages about a scan's progress. */
export const MEAN_WINDOW_MS = 600;

/**
 * Gives the emulator a quota of one request in each short window. Its clock stands still until three requests have come,
 * so that of a scan of three pages the first is answered and the others are refused, however slow this machine is.
 */
export function setMeanQuota(emulator: Emulator): void {
  const started = Date.now();
  emulator.requests.length = 0;
  emulator.quota = { limit: 1, windowMs: MEAN_WINDOW_MS };
  emulator.now = () => (emulator.requests.length > 3 ? Date.now() : started);
}
