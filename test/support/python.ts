import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { run } from "./run.js";

/** The newest version of Pulumi on PyPI that is not newer than the CLI that sdk/codegen pins, because of the Automation API. */
const PACKAGES = [
  "pulumi==3.272.0",
  "packaging==26.4",
  "semver==3.0.4",
  "setuptools==80.9.0",
  "pulumi-huaweicloud==0.0.12",
];

/** A Python with Pulumi, made once and kept in the user's cache. */
async function python(): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const key = createHash("sha256").update(PACKAGES.join()).digest("hex").slice(0, 8);
  const folder = join(cache, "pulumi-huaweicloud-hss", `python-${key}`);
  const executable = join(folder, "bin", "python");
  if (existsSync(executable)) return executable;
  const unfinished = `${folder}.${process.pid}`;
  await run("python3", ["-m", "venv", unfinished]);
  await run(join(unfinished, "bin", "python"), ["-m", "pip", "install", "--quiet", ...PACKAGES]);
  await rename(unfinished, folder);
  return executable;
}

/** Installs the Python SDK into a folder of its own. @returns the Python to run with that folder as PYTHONPATH. */
export async function installPythonSdk(folder: string): Promise<string> {
  const executable = await python();
  const source = `${folder}-source`;
  // Building writes files beside the source.
  await cp(resolve("sdk/python"), source, { recursive: true });
  const offline = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"];
  await run(executable, ["-m", "pip", "install", ...offline, "--target", folder, source]);
  await rm(source, { recursive: true });
  return executable;
}
