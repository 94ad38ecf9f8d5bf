/** An escaped character, a set with its negation and members, stars, or any other character. */
const TOKEN = /\\([^])|\[([!^]?)(\][^\]]*|[^\]]+)\]|\*+|[^]/gu;

/** One part of a pattern: `*`, what one character must be, or alternatives. */
type Part = "*" | ((character: string) => boolean) | readonly Part[][];

/**
 * What says whether a host name fits a glob as a whole; undefined when the glob's brackets make no sense. Libraries for
 * globs take names for paths: "*" fits not every name there, and parentheses and leading dots are more than themselves.
 */
export function hostPattern(pattern: string): ((name: string) => boolean) | undefined {
  try {
    const parts = partsOf(pattern);
    return (name) => {
      const characters = Array.from(name);
      return endsOf(parts, characters, [0]).at(-1) === characters.length;
    };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** As `hostPattern`, for a glob that its rule was checked for. */
export function fitting(pattern: string): (name: string) => boolean {
  const fits = hostPattern(pattern);
  if (fits === undefined) throw new TypeError(`${JSON.stringify(pattern)} is not a valid pattern`);
  return fits;
}

/** Throws SyntaxError for brackets that do not match, or braces without alternatives. */
function partsOf(pattern: string): Part[] {
  let parts: Part[] = [];
  /** For each brace that is open, its alternatives, and what the brace itself is a part of. */
  const open: { alternatives: Part[][]; around: Part[] }[] = [];
  for (const [token, escaped, negation, members] of pattern.matchAll(TOKEN)) {
    const brace = open.at(-1);
    if (escaped !== undefined) parts.push(literal(escaped));
    else if (members !== undefined) parts.push(oneOf(members, negation !== ""));
    else if (token.startsWith("*")) parts.push("*");
    else if (token === "?") parts.push(() => true);
    else if (token === "{") {
      const around = parts;
      parts = [];
      open.push({ alternatives: [parts], around });
    } else if (token === "," && brace) brace.alternatives.push((parts = []));
    else if (token === "}" && brace && brace.alternatives.length > 1) {
      open.pop();
      parts = brace.around;
      parts.push(brace.alternatives);
    } else if (/[[\]}]/.test(token)) throw new SyntaxError(token);
    else parts.push(literal(token));
  }
  if (open.length > 0) throw new SyntaxError("{");
  return parts;
}

function literal(expected: string): Part {
  return (character) => character === expected;
}

function oneOf(members: string, negated: boolean): Part {
  const set = new RegExp(`[${negated ? "^" : ""}${members.replace(/[\\[\]^]/g, "\\$&")}]`, "u");
  return (character) => set.test(character);
}

/**
 * Where in the name the parts may end. All places are followed at once: trying one after the other, as a regular
 * expression does, takes time with a power of the name's length.
 * @param starts where they may begin, in ascending order
 */
function endsOf(parts: readonly Part[], name: readonly string[], starts: readonly number[]): readonly number[] {
  let places = starts;
  for (const part of parts) {
    const [first] = places;
    if (first === undefined) return places;
    if (part === "*") places = Array.from({ length: name.length - first + 1 }, (_, index) => first + index);
    else if (typeof part === "function")
      places = places.flatMap((at) => (at < name.length && part(name[at] as string) ? [at + 1] : []));
    else {
      const from = places;
      places = [...new Set(part.flatMap((alternative) => endsOf(alternative, name, from)))].sort((a, b) => a - b);
    }
  }
  return places;
}
