import { existsSync } from "node:fs";
import { mkdir, readFile, rename } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { run } from "./run.js";

const MODULE = "github.com/pulumi/pulumi-java";

/**
 * Pulumi's language host for Java, built once from its Go module and kept in the user's cache.
 * @returns the folder it is in, for the PATH.
 */
export async function javaLanguageHost(): Promise<string> {
  const goMod = await readFile("sdk/codegen/go.mod", "utf8");
  const [, version = ""] = new RegExp(`${MODULE} v(\\S+)`).exec(goMod) ?? [];
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const executable = join(cache, "pulumi-huaweicloud-hss", `pulumi-java-${version}`, "pulumi-language-java");
  if (existsSync(executable)) return dirname(executable);
  await mkdir(dirname(executable), { recursive: true });
  const unfinished = `${executable}.${process.pid}`;
  await run("go", ["build", "-o", unfinished, `${MODULE}/pkg/cmd/pulumi-language-java`], {
    cwd: resolve("sdk/codegen"),
  });
  await rename(unfinished, executable);
  return dirname(executable);
}
