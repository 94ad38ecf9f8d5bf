import { readFileSync } from "node:fs";

/**
 * The most memory a process has had since it started, in MB (2^20 bytes); NaN where the system does not tell. What
 * `process.resourceUsage()` gives counts the process that started it, too.
 */
export function peakMb(pid: number | "self"): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return NaN;
  }
}
