const LONGEST = 200;

/** Quotes and shortens a server's own words, because gateways repeat whole requests in their messages. */
export function quoted(words: string): string {
  return words === "" ? "" : `"${words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words}"`;
}
