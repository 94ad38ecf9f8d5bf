// Finds the Pulumi CLI on the PATH, or builds it from the pinned Go module and keeps it in the user's cache.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CODEGEN = fileURLToPath(new URL("../sdk/codegen", import.meta.url));
const MODULE = "github.com/pulumi/pulumi";

/** @returns {string | undefined} the executable's path; undefined on a machine with neither the CLI nor Go. */
export function findPulumiCli() {
  if (works("pulumi", ["version"])) return "pulumi";
  const version = pinnedVersion();
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(cache, "pulumi-huaweicloud-hss", `pulumi-${version}`);
  const executable = join(folder, "pulumi");
  if (existsSync(executable)) return executable;
  if (!works("go", ["version"])) return undefined;
  console.error(`Building the Pulumi CLI ${version} once, which takes some minutes…`);
  mkdirSync(folder, { recursive: true });
  // Another run may be building, too: each writes its own file, and the last one is kept.
  const unfinished = `${executable}.${process.pid}`;
  const flags = `-s -w -X ${MODULE}/sdk/v3/go/common/version.Version=${version}`;
  const args = ["build", "-C", CODEGEN, "-o", unfinished, "-ldflags", flags, `${MODULE}/pkg/v3/cmd/pulumi`];
  const { status } = spawnSync("go", args, { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("The Pulumi CLI could not be built.");
  renameSync(unfinished, executable);
  return executable;
}

function pinnedVersion() {
  const goMod = readFileSync(join(CODEGEN, "go.mod"), "utf8");
  const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(goMod)?.[1];
  if (!version) throw new Error("sdk/codegen/go.mod does not pin github.com/pulumi/pulumi/pkg/v3");
  return version;
}

export function works(command, args) {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = findPulumiCli();
  if (found) console.log(found);
  else {
    console.error("Neither pulumi nor go is on the PATH.");
    process.exitCode = 3;
  }
}
