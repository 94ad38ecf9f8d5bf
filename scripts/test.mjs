// The whole check of a checkout: build, static checks, tests with coverage. Closes with "N passed, N failed".
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";

const COUNTS = "coverage/counts.json";
const steps = [
  ["build", "npm", ["run", "--silent", "build"]],
  ["types", "npx", ["tsc", "-p", "."]],
  ["lint", "npx", ["eslint", "."]],
  ["format", "npx", ["prettier", "--check", "--log-level", "warn", "."]],
];

let failures = 0;
const run = (name, command, args, env = {}) => {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, ...env },
  });
  if (status !== 0) failures += 1;
  return status === 0;
};

for (const step of steps) run(...step);
mkdirSync("coverage", { recursive: true });
rmSync(COUNTS, { force: true });
const chosen = process.argv.slice(2);
const tests = chosen.length > 0 ? chosen : ["test/**/*.test.ts"];
const mocha = ["c8", "mocha", "--reporter", "test/support/countingReporter.cjs", ...tests];
const passedAll = run("tests", "npx", mocha, { COUNTS });

let counts = { passed: 0, failed: 0 };
try {
  counts = JSON.parse(readFileSync(COUNTS, "utf8"));
} catch {
  console.error("The test runner ended before it had counted its tests.");
}
// A step that failed counts as a failed test, so that the last line can never look green.
const failed = counts.failed + failures - (passedAll || counts.failed === 0 ? 0 : 1);
console.log(`\n${counts.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || counts.passed === 0 ? 1 : 0;
