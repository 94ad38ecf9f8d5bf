const LONGEST = 200;

/** A server's own words, cut: gateways repeat whole requests in their messages. */
export function quoted(words: string): string {
  return words === "" ? "" : `"${words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words}"`;
}
