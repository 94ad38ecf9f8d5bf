import { run } from "./run.js";

export interface LivingProcess {
  pid: number;
  command: string;
}

/** All processes below one, at any depth. */
export async function descendants(pid: number): Promise<LivingProcess[]> {
  const listed = (await run("ps", ["-A", "-o", "pid=,ppid=,args="])).trim().split("\n");
  const all = listed.map((line) => {
    const [, child = "", parent = "", command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(child), parent: Number(parent), command };
  });
  const below = (parent: number): LivingProcess[] =>
    all
      .filter((each) => each.parent === parent)
      .flatMap(({ pid: child, command }) => [{ pid: child, command }, ...below(child)]);
  return below(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
