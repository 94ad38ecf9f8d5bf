import { readFileSync } from "node:fs";

/** Linux counts in these, on every machine. */
const TICKS_PER_SECOND = 100;
/** Places of the user's and the system's time after the name of the process, which may contain blanks. */
const [USER, SYSTEM] = [11, 12];

/** CPU time of a process since it started, in milliseconds; NaN if the system does not tell. */
export function cpuMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return ((Number(fields[USER]) + Number(fields[SYSTEM])) * 1000) / TICKS_PER_SECOND;
  } catch {
    return NaN;
  }
}
