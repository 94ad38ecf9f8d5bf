// Prints one table of ratios, all sides measured in turn on this machine. `--help` says what may be chosen.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { buildSides } from "./child.js";
import type { Line, Row } from "./row.js";
import { clientScan } from "./rows/clientScan.js";
import { compliance } from "./rows/compliance.js";
import { costPerHost } from "./rows/costPerHost.js";
import { firstCall } from "./rows/firstCall.js";
import { encoding } from "./rows/encoding.js";
import { pacing } from "./rows/pacing.js";
import { peers } from "./rows/peers.js";
import { preview } from "./rows/preview.js";
import { reports } from "./rows/reports.js";
import { requests } from "./rows/requests.js";
import { scan } from "./rows/scan.js";
import { startUp } from "./rows/startUp.js";

const ROWS: readonly Row[] = [
  scan,
  encoding,
  peers,
  preview,
  firstCall,
  startUp,
  requests,
  costPerHost,
  clientScan,
  pacing,
  compliance,
  reports,
];
const README = "bench/README.md";
const [BEGIN, END] = ["<!-- table -->", "<!-- /table -->"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "5" }, write: { type: "boolean" }, help: { type: "boolean" } },
});
const names = ROWS.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
const runs = Number(values.runs);
if (values.help || unknown.length > 0 || !(runs >= 5)) {
  process.stdout.write(`npm run bench -- [--runs N] [--write] [ROW…]

  ROW      which to measure, of: ${names.join(", ")} (all)
  --runs   runs that a median is taken of, at least 5 (5)
  --write  keeps the table in ${README}
`);
  process.exit(values.help ? 0 : 2);
}

process.on("uncaughtException", (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`);
  process.exit(1);
});

await buildSides();
const lines: Line[] = [];
for (const row of ROWS) {
  if (positionals.length > 0 && !positionals.includes(row.name)) continue;
  process.stderr.write(`${row.name}…\n`);
  lines.push(...(await row.measure(runs)));
}
const table = formatted(lines);
process.stdout.write(`\n${table}\n`);
if (values.write) keep(table);
process.exit();

function formatted(measured: readonly Line[]): string {
  const verdict = (reached: boolean | undefined) => (reached === undefined ? "" : reached ? "yes" : "**no**");
  const cells = measured.map(({ what, ours, other, ratio, toReach, reached, memory }) =>
    [what, ours, other, ratio, toReach, verdict(reached), memory].join(" | "),
  );
  const head = ["what", "ours", "the other", "ratio", "target", "reached", "peak memory: ours, the other"];
  const text = [head.join(" | "), head.map(() => "---").join(" | "), ...cells].map((line) => `| ${line} |\n`).join("");
  return spawnSync("npx", ["prettier", "--parser", "markdown"], { input: text, encoding: "utf8" }).stdout || text;
}

function keep(table: string): void {
  const text = readFileSync(README, "utf8");
  const where = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}, medians of ${runs}.`;
  const kept = `${BEGIN}\n\n${where}\n\n${table}\n${END}`;
  writeFileSync(README, text.slice(0, text.indexOf(BEGIN)) + kept + text.slice(text.indexOf(END) + END.length));
}
