const DEEPEST = 1000;
/** Several times what the most rows that may be asked for hold. */
const MOST_VALUES = 200_000;
/** Shorter texts have no room for enough of either to hurt, and are by far the most. */
const WORTH_CHECKING = 256 * 1024;

/**
 * Says what a text would have more of than any answer of HSS, once it is parsed: millions of brackets or values take
 * gigabytes as objects, and minutes to validate, so that it has to be known before.
 */
export function excessIn(json: string): string | undefined {
  if (json.length < WORTH_CHECKING) return undefined;
  let depth = 0;
  let values = 1;
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (char === '"') at = endOfString(json, at);
    else if (char === ",") values++;
    else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    if (depth > DEEPEST) return "it is nested too deeply";
    if (values > MOST_VALUES) return `it holds more than ${MOST_VALUES} values`;
  }
  return undefined;
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
