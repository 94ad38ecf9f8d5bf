import { spawnSync } from "node:child_process";

/** Whether a program is on the PATH. In CI this is always true, so that a missing program fails the tests. */
export function available(command: string, ...versionArgs: string[]): boolean {
  return Boolean(process.env.CI) || spawnSync(command, versionArgs, { stdio: "ignore" }).status === 0;
}

export const GO = available("go", "version");
export const PYTHON = available("python3", "--version");
export const CARGO = available("cargo", "--version");
