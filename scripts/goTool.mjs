// Builds an executable from a Go module, once, and keeps it in the user's cache.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

/**
 * @param folder contains the go.mod that names the version and all dependencies.
 * @returns the executable's path; undefined on a machine without Go.
 */
export function goTool({ folder, module, command, ldflags = () => "" }) {
  const version = pinnedVersion(folder, module);
  const repository = module.split("/")[2];
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-huaweicloud-hss");
  const executable = join(cache, `${repository}-${version}`, basename(command));
  if (existsSync(executable)) return executable;
  if (!works("go", ["version"])) return undefined;
  console.error(`Building ${basename(command)} ${version} once, which takes some minutes…`);
  mkdirSync(join(executable, ".."), { recursive: true });
  // Another run may be building, too: each writes its own file, and the last one is kept.
  const unfinished = `${executable}.${process.pid}`;
  const flags = ["-ldflags", `-s -w ${ldflags(version)}`];
  const args = ["build", "-C", folder, "-o", unfinished, ...flags, `${module}/${command}`];
  const { status } = spawnSync("go", args, { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`${basename(command)} could not be built.`);
  renameSync(unfinished, executable);
  return executable;
}

function pinnedVersion(folder, module) {
  const goMod = readFileSync(join(folder, "go.mod"), "utf8");
  const version = new RegExp(`^\\s*(?:require )?${module} v(\\S+)`, "m").exec(goMod)?.[1];
  if (!version) throw new Error(`${folder}/go.mod does not pin ${module}`);
  return version;
}

export function works(command, args) {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
