import { ALL, type Tally } from "./chaos.js";

/** The tally as text: a line for each fault, a column for each outcome. */
export function table({ outcomes, scans, requests, wallMs }: Tally): string {
  const columns = [...(outcomes.get(ALL)?.keys() ?? [])].sort(
    (a, b) => Number(b === "exact") - Number(a === "exact") || (a < b ? -1 : 1),
  );
  const faults = [...outcomes.keys()].filter((fault) => fault !== ALL).sort();
  const width = Math.max(...[...outcomes.keys(), "fault that struck"].map((name) => name.length));
  const line = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(width)}  ${cells.map((cell, index) => String(cell).padStart(columns[index]?.length ?? 0)).join("  ")}`;
  const rows = [...faults, ALL].map((fault) =>
    line(
      fault,
      columns.map((column) => outcomes.get(fault)?.get(column) ?? "."),
    ),
  );
  const seconds = wallMs / 1000;
  const close = `${scans} scans, ${requests} requests, ${seconds.toFixed(1)} s, ${(scans / seconds).toFixed(0)} scans/s`;
  return [line("fault that struck", columns), ...rows, "", close].join("\n");
}
