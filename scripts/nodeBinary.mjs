// Node executables of other versions, from npm's packages `node-<os>-<cpu>`. Each is fetched once.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** The newest version of each line when this was written. The provider must run on all of them. */
export const NODE_VERSIONS = { 20: "20.20.2", 22: "22.23.3", 24: "24.21.0", 26: "26.10.0" };

/**
 * @param {string} version
 * @param {string} platform the platform in the name of the npm package: `linux-x64`, `darwin-arm64`, `win-x64` …
 * @returns {string} the executable's path, in the user's cache
 */
export function nodeBinary(version, platform = `${process.platform}-${process.arch}`) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(cache, "pulumi-huaweicloud-hss", `node-${platform}-${version}`);
  const inPackage = join("node_modules", `node-${platform}`, "bin", platform.startsWith("win") ? "node.exe" : "node");
  const executable = join(folder, inPackage);
  if (existsSync(executable)) return executable;
  console.error(`Fetching Node ${version} for ${platform} once…`);
  mkdirSync(dirname(folder), { recursive: true });
  // Another run may be fetching, too: each uses its own folder, and the first one to finish is kept.
  const unfinished = mkdtempSync(`${folder}.`);
  const args = [
    "install",
    "--prefix",
    unfinished,
    "--force",
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const { status } = spawnSync("npm", [...args, `node-${platform}@${version}`], {
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0 || !existsSync(join(unfinished, inPackage))) {
    throw new Error(`npm has no Node ${version} for ${platform}.`);
  }
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(executable)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return executable;
}
