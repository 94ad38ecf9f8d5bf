import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { run } from "./run.js";

/** A Python with these packages, made once and kept in the user's cache. Returns its executable. */
export async function pythonWith(name: string, packages: readonly string[]): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const versions = packages.map((each) => each.replace(/[^\w.-]+/g, "-")).join("-");
  const folder = join(cache, "pulumi-huaweicloud-hss", `python-${name}-${versions}`);
  const executable = join(folder, "bin", "python");
  if (existsSync(executable)) return executable;
  const unfinished = `${folder}.${process.pid}`;
  await run("python3", ["-m", "venv", unfinished]);
  await run(join(unfinished, "bin", "python"), ["-m", "pip", "install", "--quiet", ...packages]);
  await rename(unfinished, folder);
  return executable;
}
