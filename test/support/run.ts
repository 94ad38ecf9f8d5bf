import { execFile, type ExecFileOptions } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs a program to its end; the error after a failure shows everything that it printed. */
export async function run(command: string, args: readonly string[], options: ExecFileOptions = {}): Promise<string> {
  try {
    const { stdout } = await execute(command, [...args], {
      maxBuffer: 256 * 1024 * 1024,
      ...options,
      encoding: "utf8",
    });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}
