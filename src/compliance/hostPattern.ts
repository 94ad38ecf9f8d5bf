/** An escaped character, a set with its negation and members, stars, or any other character. */
const TOKEN = /\\([^])|\[([!^]?)(\][^\]]*|[^\]]+)\]|\*+|[^]/gu;

/** One part of a pattern: `*`, what one character must be, or alternatives. */
type Part = "*" | RegExp | readonly Part[][];

/**
 * Makes a function that says whether a whole host name matches a glob; undefined if the glob's brackets are invalid. Libraries
 * for globs match paths: there, "*" does not match every name, and parentheses and leading dots have special meanings.
 */
export function hostPattern(pattern: string): ((name: string) => boolean) | undefined {
  try {
    const parts = partsOf(pattern);
    const regex = linearRegex(parts);
    if (regex) return (name) => regex.test(name);
    return (name) => {
      const characters = Array.from(name);
      return endsOf(parts, characters, [0]).at(-1) === characters.length;
    };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Like `hostPattern`, for a glob that has already been validated. */
export function fitting(pattern: string): (name: string) => boolean {
  const fits = hostPattern(pattern);
  if (fits === undefined) throw new TypeError(`${JSON.stringify(pattern)} is not a valid pattern`);
  return fits;
}

/**
 * A regular expression for a pattern with at most one star and no alternatives: it takes linear time there, and a thirtieth of
 * the time of `endsOf`. 200 rules over 10,000 servers take 0.2 s with it, and 3.4 s without.
 */
function linearRegex(parts: readonly Part[]): RegExp | undefined {
  const sources = parts.map((part) => (part === "*" ? ".*" : part instanceof RegExp ? part.source : undefined));
  if (sources.includes(undefined) || parts.filter((part) => part === "*").length > 1) return undefined;
  return new RegExp(`^${sources.join("")}$`, "su");
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
    else if (token === "?") parts.push(/./su);
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

function literal(character: string): Part {
  return new RegExp(character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&"), "u");
}

function oneOf(members: string, negated: boolean): Part {
  return new RegExp(`[${negated ? "^" : ""}${members.replace(/[\\[\]^]/g, "\\$&")}]`, "u");
}

/**
 * The positions in the name where the parts may end. All positions are followed at once: if they were tried one after the other,
 * as a regular expression does, the time would grow with a power of the name's length.
 * @param starts the positions where they may begin, in ascending order
 */
function endsOf(parts: readonly Part[], name: readonly string[], starts: readonly number[]): readonly number[] {
  let places = starts;
  for (const part of parts) {
    const from = places;
    if (from.length === 0) return from;
    if (part instanceof Array) {
      places = [...new Set(part.flatMap((alternative) => endsOf(alternative, name, from)))].sort((a, b) => a - b);
      continue;
    }
    const next: number[] = [];
    if (part === "*") for (let at = from[0] as number; at <= name.length; at++) next.push(at);
    else for (const at of from) if (at < name.length && part.test(name[at] as string)) next.push(at + 1);
    places = next;
  }
  return places;
}
