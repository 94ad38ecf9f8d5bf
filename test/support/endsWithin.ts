import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** The exit code of a process, or the signal that ended it; fails, and kills it, when it is still alive after `ms`. */
export async function endsWithin(child: ChildProcess, ms: number): Promise<number | string | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode ?? child.signalCode;
  try {
    const [code, signal] = (await once(child, "exit", { signal: AbortSignal.timeout(ms) })) as [number | null, string];
    return code ?? signal;
  } catch (error) {
    child.kill("SIGKILL");
    throw new Error(`the process is still alive after ${ms} ms`, { cause: error });
  }
}
