import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../http/codeOf.js";
import type { Problem } from "./credentialSource.js";

/**
 * The text of a file with credentials, without a byte order mark; undefined when the file does not exist. A file that exists but
 * cannot be read is broken.
 * @param name what to call it in messages.
 */
export async function readTextFile(
  path: string,
  name: string,
): Promise<{ content: string | undefined } | { broken: Problem }> {
  try {
    return { content: new TextDecoder().decode(await readFile(path)) };
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return { content: undefined };
    const summary = `The ${name} cannot be read (${code}).`;
    return { broken: { summary, advice: "Make it a file that this user may read, or remove it." } };
  }
}

/** Replaces "~" with the user's home folder, as a shell does. */
export function expandHome(path: string, homeDirectory: string): string {
  return /^~(?=[/\\]|$)/.test(path) ? join(homeDirectory, path.slice(1)) : path;
}
