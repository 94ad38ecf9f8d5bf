const DEEPEST = 1000;
/** Several times the number of values in the largest page. */
const MOST_VALUES = 200_000;
/** Most texts are shorter, and cannot contain enough of either to cause harm. */
const WORTH_CHECKING = 256 * 1024;

/**
 * Finds far more brackets or values in JSON than any answer of HSS has, and returns the problem. Millions of them take
 * gigabytes as objects, and minutes to validate, so this check comes before parsing.
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
