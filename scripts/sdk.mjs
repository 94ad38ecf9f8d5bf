// Writes the SDK of each language from schema.json. With --check, it only reports files that are not up to date.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const LANGUAGES = ["nodejs", "python", "go", "dotnet", "java"];
/** Files that builds write beside the generated files. */
const BUILT = /(^|\/)(node_modules|bin|obj|build|dist|target|__pycache__|[^/]+\.egg-info|package-lock\.json)(\/|$)/;

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const fresh = mkdtempSync(join(tmpdir(), "huaweicloud-hss-sdk-"));
try {
  const schema = join(process.cwd(), "schema.json");
  const generator = spawnSync("go", ["run", "-C", "sdk/codegen", ".", schema, fresh], { stdio: "inherit" });
  if (generator.error?.code === "ENOENT") fail("The SDK generators need Go, but go is not on the PATH.");
  else if (generator.status !== 0) fail("The SDK generators failed.");
  else if (process.argv.includes("--check")) check();
  else write();
} finally {
  rmSync(fresh, { recursive: true });
}

function check() {
  const stale = LANGUAGES.flatMap((language) => {
    const [old, now] = [files(join("sdk", language)), files(join(fresh, language))];
    const names = [...new Set([...old.keys(), ...now.keys()])].sort();
    return names.filter((name) => old.get(name) !== now.get(name)).map((name) => `sdk/${language}/${name}`);
  });
  if (stale.length > 0) fail(`These files are not up to date:\n  ${stale.join("\n  ")}\nRun npm run sdk.`);
}

function write() {
  for (const language of LANGUAGES) {
    const folder = join("sdk", language);
    for (const name of files(folder).keys()) rmSync(join(folder, name));
    cpSync(join(fresh, language), folder, { recursive: true });
  }
}

/** The contents of the files in a folder, by path. */
function files(folder) {
  const found = new Map();
  for (const entry of list(folder)) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (!BUILT.test(name)) found.set(name, readFileSync(path, "utf8"));
  }
  return found;
}

function list(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
