import { spawnSync } from "node:child_process";

/**
 * Runs a program to its end.
 * @returns {string} what it printed
 * @throws if it does not exist or fails
 */
export function command(name, args, options = {}) {
  const { error, status, stdout, stderr } = spawnSync(name, args, {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
    ...options,
  });
  if (error?.code === "ENOENT") throw new Error(`Packaging needs ${name}, but it is not on the PATH.`);
  if (error) throw error;
  if (status !== 0) throw new Error(`${name} ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}
