// The demo, for a machine that has only Node and npm: installs, builds, and runs scripts/demoProgram.ts.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

const run = (command, args, quiet) => {
  const { status } = spawnSync(command, args, {
    stdio: quiet ? ["ignore", "ignore", "inherit"] : "inherit",
    // On Windows, npm is a script.
    shell: process.platform === "win32" && command === "npm",
  });
  if (status !== 0) process.exit(status ?? 1);
};

const installed = "node_modules/.package-lock.json";
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync("package-lock.json").mtimeMs) {
  console.log("Installing…");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"], true);
}
console.log("Building…");
run(process.execPath, ["scripts/build.mjs"]);
run(process.execPath, ["--import", "tsx", "scripts/demoProgram.ts", ...process.argv.slice(2)]);
