/** Values of JSON on lines of their own, with commas. One call of `join` needs less memory than several on long texts. */
export function joinedLines(before: string, lines: readonly string[], after: string): string {
  const parts = [before];
  for (const [index, line] of lines.entries()) {
    if (index > 0) parts.push(",\n");
    parts.push(line);
  }
  parts.push(after);
  return parts.join("");
}
