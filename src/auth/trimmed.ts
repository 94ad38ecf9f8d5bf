/** Removes blanks and line ends around a value; undefined if nothing is left. */
export function trimmed(value: string | null | undefined): string | undefined {
  const text = value?.trim();
  return text === "" ? undefined : text;
}
