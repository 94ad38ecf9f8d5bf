// Checks the whole checkout: build, static checks, tests with coverage. Ends with "N passed, N failed".
// With test files as arguments, it runs only these tests.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { works } from "./goTool.mjs";
import { findPulumiCli } from "./pulumiCli.mjs";

const COUNTS = "coverage/counts.json";

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

/** Reports a step that cannot run on this machine. In CI, this is a failure. */
const skip = (what, why) => {
  console.log(`\n— ${process.env.CI ? "FAILED" : "skipped"}: ${what}: ${why}`);
  if (process.env.CI) failures += 1;
};

run("build", "npm", ["run", "--silent", "build"]);
run("types", "npx", ["tsc", "-p", "."]);
run("types of the examples", "npx", ["tsc", "-p", "examples"]);
run("lint", "npx", ["eslint", "."]);
run("format", "npx", ["prettier", "--check", "--log-level", "warn", "."]);
if (works("go", ["version"])) run("SDKs", process.execPath, ["scripts/sdk.mjs", "--check"]);
else skip("the check that the SDKs are up to date", "go is not on the PATH");

if (!works("python3", ["--version"])) skip("the tests against the vendor's SDK", "python3 is not on the PATH");
if (!works("cargo", ["--version"])) skip("the tests against the vendor's API documents", "cargo is not on the PATH");

const cli = engine();
mkdirSync("coverage", { recursive: true });
rmSync(COUNTS, { force: true });
const files = process.argv.slice(2);
const mocha = ["c8", "mocha", "--reporter", "test/support/countingReporter.cjs"];
const env = { COUNTS, ...(cli ? { PULUMI_CLI: cli } : {}) };
const passedAll = run("tests", "npx", [...mocha, ...(files.length > 0 ? files : ["test/**/*.test.ts"])], env);

let counts = { passed: 0, failed: 0 };
try {
  counts = JSON.parse(readFileSync(COUNTS, "utf8"));
} catch {
  console.error("The test runner ended before it counted its tests.");
}
// A failed step counts as a failed test, so that the last line never looks like a success.
const failed = counts.failed + failures - (passedAll || counts.failed === 0 ? 0 : 1);
console.log(`\n${counts.passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || counts.passed === 0 ? 1 : 0;

function engine() {
  try {
    const found = findPulumiCli();
    if (!found) skip("the tests with the real engine", "neither pulumi nor go is on the PATH");
    return found;
  } catch (error) {
    skip("the tests with the real engine", error.message);
    return undefined;
  }
}
