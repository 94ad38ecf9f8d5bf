/** An escaped character, a set with its negation and members, stars, or any other character. */
const TOKEN = /\\([^])|\[([!^]?)(\][^\]]*|[^\]]+)\]|\*+|[^]/gu;

/**
 * What says whether a host name fits a glob as a whole; undefined when the glob's brackets make no sense. Libraries for
 * globs take names for paths: "*" fits not every name there, and parentheses and leading dots are more than themselves.
 */
export function hostPattern(pattern: string): ((name: string) => boolean) | undefined {
  /** For each brace that is open, whether it has alternatives. */
  const open: boolean[] = [];
  let broken = false;
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
    if (token === "}") {
      broken ||= open.pop() !== true;
      return ")";
    }
    broken ||= token === "[" || token === "]";
    return literal(token);
  });
  if (broken || open.length > 0) return undefined;
  try {
    const regex = new RegExp(`^${source}$`, "su");
    return (name) => regex.test(name);
  } catch {
    // A range that ends before it begins.
    return undefined;
  }
}

/** As `hostPattern`, for a glob that its rule was checked for. */
export function fitting(pattern: string): (name: string) => boolean {
  const fits = hostPattern(pattern);
  if (fits === undefined) throw new TypeError(`${JSON.stringify(pattern)} is no pattern`);
  return fits;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
