import type { Detail } from "../errors/errorText.js";

/**
 * When the service takes requests again.
 * @param nowMs the time as `Date.now()`
 */
export function runAgain(waitMs: number, nowMs: number): Detail {
  return ["run again", `in ${inSeconds(waitMs)} (at ${new Date(nowMs + waitMs).toISOString().replace(/\.\d+/, "")})`];
}

/** What is left of the time of a call, where it is too short for a wait. */
export function timeLeft(leftMs: number): Detail {
  return ["time left", `${inSeconds(Math.max(0, leftMs))} of scanTimeout`];
}

function inSeconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}
