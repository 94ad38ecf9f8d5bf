import { existsSync } from "node:fs";
import { chmod, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { run } from "./run.js";

const VERSION = "5.7.0";

/** Runs Microsoft's tool for SARIF, fetched once by npm and kept in the user's cache. Returns what it prints. */
export async function sarifMultitool(args: readonly string[]): Promise<string> {
  const executable = await fetched();
  // Without this, it needs ICU on Linux.
  return run(executable, args, { env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" } });
}

async function fetched(): Promise<string> {
  const name = `sarif-multitool-${process.platform}`;
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folder = join(cache, "pulumi-huaweicloud-hss", `${name}-${VERSION}`);
  const program = process.platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool";
  const inFolder = join("node_modules", "@microsoft", name, program);
  if (existsSync(join(folder, inFolder))) return join(folder, inFolder);
  const unfinished = `${folder}.${process.pid}`;
  const flags = ["--force", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  await run("npm", ["install", "--prefix", unfinished, ...flags, `@microsoft/${name}@${VERSION}`]);
  await chmod(join(unfinished, inFolder), 0o755);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
  return join(folder, inFolder);
}
