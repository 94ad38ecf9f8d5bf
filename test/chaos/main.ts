import { parseArgs } from "node:util";
import { chaos } from "./chaos.js";
import { table } from "./table.js";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, scans: { type: "string", default: "500" } },
});
const [seed, scans] = [Number(values.seed), Number(values.scans)];
if (![seed, scans].every(Number.isSafeInteger)) throw new Error("usage: npm run chaos -- --seed N --scans N");

const tally = await chaos(seed, scans);
process.stdout.write(`${table(tally)}\n`);
for (const violation of tally.violations) process.stderr.write(`\nViolation: npm run chaos -- ${violation}\n`);
process.exitCode = tally.violations.length > 0 ? 1 : 0;
