import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The text of a file; undefined when there is none. Other failures are the system's own errors. */
export async function readTextFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** The system's code of an error, e.g. `EACCES`. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** As a shell has it: "~" is the user's own folder. */
export function expandHome(path: string, homeDirectory: string): string {
  return /^~(?=[/\\]|$)/.test(path) ? join(homeDirectory, path.slice(1)) : path;
}
