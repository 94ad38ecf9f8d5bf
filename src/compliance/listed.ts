const NAMED = 5;

/** `a`, `a and b`, `a, b and c`; of more than five, `a, b, c, d, e and 2 more`. */
export function listed(texts: readonly string[]): string {
  const named = texts.length > NAMED ? [...texts.slice(0, NAMED), `${texts.length - NAMED} more`] : [...texts];
  const last = named.pop() ?? "";
  return named.length === 0 ? last : `${named.join(", ")} and ${last}`;
}
