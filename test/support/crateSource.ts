import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { run } from "./run.js";

/** A crate's source, fetched once by cargo and kept in the user's cache. Returns its folder. */
export async function crateSource(crate: string, version: string): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const folder = join(cache, "pulumi-huaweicloud-hss", `crate-${crate}-${version}`);
  if (existsSync(folder)) return folder;
  const project = `${folder}.${process.pid}`;
  await mkdir(join(project, "src"), { recursive: true });
  await writeFile(join(project, "src", "lib.rs"), "");
  const manifest = `[package]\nname = "fetch"\nedition = "2021"\n\n[dependencies]\n${crate} = "=${version}"\n\n[workspace]\n`;
  await writeFile(join(project, "Cargo.toml"), manifest);
  // cargo also fetches the dependencies, which are not kept.
  await run("cargo", ["vendor", "--quiet", "vendor"], { cwd: project });
  await rename(join(project, "vendor", crate), folder);
  await rm(project, { recursive: true });
  return folder;
}
