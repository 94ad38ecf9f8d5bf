/** An escaped character, a set with its negation and members, stars, or any other character. */
const TOKEN = /\\([^])|\[([!^]?)(\][^\]]*|[^\]]+)\]|\*+|[^]/gu;

/**
 * What says whether a host name fits a glob as a whole; undefined when the glob's brackets make no sense. Libraries for
 * globs take names for paths: "*" fits not every name there, and parentheses and leading dots are more than themselves.
 */
export function hostPattern(pattern: string): ((name: string) => boolean) | undefined {
  try {
    const regex = new RegExp(`^${sourceOf(pattern)}$`, "su");
    return (name) => regex.test(name);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** As `hostPattern`, for a glob that its rule was checked for. */
export function fitting(pattern: string): (name: string) => boolean {
  const fits = hostPattern(pattern);
  if (fits === undefined) throw new TypeError(`${JSON.stringify(pattern)} is no pattern`);
  return fits;
}

/** The glob as a regular expression. Throws SyntaxError for brackets that do not match, or braces without alternatives. */
function sourceOf(pattern: string): string {
  /** For each brace that is open, whether it has alternatives. */
  const open: boolean[] = [];
  const source = pattern.replace(TOKEN, (token, escaped?: string, negation?: string, members?: string) => {
    if (escaped !== undefined) return literal(escaped);
    if (members !== undefined) return `[${negation && "^"}${members.replace(/[\\[\]^]/g, "\\$&")}]`;
    if (token.startsWith("*")) return ".*";
    if (token === "?") return ".";
    if (token === "{") {
      open.push(false);
      return "(?:";
    }
    if (token === "," && open.length > 0) {
      open[open.length - 1] = true;
      return "|";
    }
    if (token === "[" || token === "]" || (token === "}" && open.pop() !== true)) throw new SyntaxError(token);
    return token === "}" ? ")" : literal(token);
  });
  if (open.length > 0) throw new SyntaxError("{");
  return source;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
