/** A value without the blanks and line ends around it; undefined when nothing is left. */
export function trimmed(value: string | null | undefined): string | undefined {
  const text = value?.trim();
  return text === "" ? undefined : text;
}
