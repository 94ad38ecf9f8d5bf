/** Counts rows by two of their traits, as lines of a text table with totals. */
export function crossTable<Row>(
  rows: readonly Row[],
  title: string,
  down: (row: Row) => string,
  across: (row: Row) => string,
): string {
  const columns = [...new Set(rows.map(across))].sort();
  const counts = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const line = counts.get(down(row)) ?? new Map<string, number>();
    counts.set(down(row), line.set(across(row), (line.get(across(row)) ?? 0) + 1));
  }
  const body = [...counts.entries()].sort().map(([name, line]) =>
    toLine(
      name,
      columns.map((column) => line.get(column) ?? 0),
    ),
  );
  const totals = columns.map((column) => rows.filter((row) => across(row) === column).length);
  const table = [[title, ...columns, "all"], ...body, toLine("all", totals)];
  const widths = table[0].map((_, index) => Math.max(...table.map((line) => line[index].length)));
  return table
    .map((line) =>
      line.map((cell, index) => (index === 0 ? cell.padEnd(widths[index]) : cell.padStart(widths[index]))).join("  "),
    )
    .join("\n");
}

function toLine(name: string, counts: number[]): string[] {
  return [name, ...counts.map(String), String(counts.reduce((sum, count) => sum + count, 0))];
}
