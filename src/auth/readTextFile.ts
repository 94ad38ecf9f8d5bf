import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { codeOf } from "../http/codeOf.js";
import type { Problem } from "./credentialSource.js";

/** Reading a file on a network drive may never end. */
const TIMEOUT_MS = 3000;
const LARGEST_BYTES = 1024 * 1024;

/**
 * The text of a file with credentials, without a byte order mark; undefined when the file does not exist. A file that exists
 * but cannot be read is broken.
 * @param name what to call it in messages.
 */
export async function readTextFile(
  path: string,
  name: string,
): Promise<{ content: string | undefined } | { broken: Problem }> {
  const end = new AbortController();
  const late = setTimeout(TIMEOUT_MS, `did not answer within ${TIMEOUT_MS / 1000} s`, { signal: end.signal });
  // Ending the timer rejects it.
  late.catch(() => undefined);
  const read = await Promise.race([contentOf(path), late]).finally(() => {
    end.abort();
  });
  if (typeof read === "object") return read;
  const summary = `The ${name} ${read}.`;
  return { broken: { summary, advice: "Make it a file that this user may read, or remove it." } };
}

/** The content, or the problem. */
async function contentOf(path: string): Promise<{ content: string | undefined } | string> {
  try {
    // Opening a named pipe waits for a writer, and a device may have no end.
    const found = await stat(path);
    if (found.isDirectory()) return "cannot be read (EISDIR)";
    if (!found.isFile()) return "is not a regular file";
    if (found.size > LARGEST_BYTES) return `is larger than ${LARGEST_BYTES / 1024 / 1024} MiB`;
    return { content: new TextDecoder().decode(await readFile(path)) };
  } catch (error) {
    const code = codeOf(error);
    return code === "ENOENT" ? { content: undefined } : `cannot be read (${code})`;
  }
}

/** Replaces "~" with the user's home folder, as a shell does. */
export function expandHome(path: string, homeDirectory: string): string {
  return /^~(?=[/\\]|$)/.test(path) ? join(homeDirectory, path.slice(1)) : path;
}
