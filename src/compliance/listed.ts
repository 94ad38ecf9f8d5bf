/**
 * `a`, `a and b`, `a, b and c`; of more than `most`, `a, b, c, d, e and 2 more`.
 */
export function listed(texts: readonly string[], most = 5): string {
  const named = texts.length > most ? [...texts.slice(0, most), `${texts.length - most} more`] : [...texts];
  const last = named.pop() ?? "";
  return named.length === 0 ? last : `${named.join(", ")} and ${last}`;
}
