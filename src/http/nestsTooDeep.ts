const DEEPEST = 1000;
/** Shorter texts cannot nest deep enough to hurt, and are by far the most. */
const WORTH_CHECKING = 256 * 1024;

/**
 * Whether the parsed text would be nested deeper than any answer of HSS: millions of brackets take gigabytes once
 * they are objects, so that it has to be known before.
 */
export function nestsTooDeep(json: string): boolean {
  if (json.length < WORTH_CHECKING) return false;
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (char === '"') at = endOfString(json, at);
    else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function endOfString(json: string, start: number): number {
  let at = json.indexOf('"', start + 1);
  while (at > 0 && isEscaped(json, at)) at = json.indexOf('"', at + 1);
  return at < 0 ? json.length : at;
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json[at - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}
