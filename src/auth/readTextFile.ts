import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../http/codeOf.js";

/**
 * The text of a file with credentials, without a byte order mark; undefined when there is none. A file that is there but cannot be read is broken.
 * @param name what to call it in messages.
 */
export async function readTextFile(
  path: string,
  name: string,
): Promise<{ content: string | undefined } | { broken: string }> {
  try {
    return { content: new TextDecoder().decode(await readFile(path)) };
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return { content: undefined };
    return { broken: `The ${name} cannot be read (${code}): give this user the right to, or remove it.` };
  }
}

/** As a shell has it: "~" is the user's own folder. */
export function expandHome(path: string, homeDirectory: string): string {
  return /^~(?=[/\\]|$)/.test(path) ? join(homeDirectory, path.slice(1)) : path;
}
