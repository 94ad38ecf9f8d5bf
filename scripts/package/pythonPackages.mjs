import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "./command.mjs";

const BUILD = "1.6.1";

/** The earliest time in a zip file. A fixed time gives the same bytes each time. */
const EARLIEST = "315532800";

/** Wheel and sdist of the Python SDK, by the packaging authority's own front end. */
export function packPython({ out }) {
  const staging = mkdtempSync(join(tmpdir(), "huaweicloud-hss-python-"));
  try {
    // setuptools builds inside the sources, and would include the files of an earlier build.
    const sources = join(staging, "sources");
    cpSync("sdk/python", sources, {
      recursive: true,
      filter: (path) => !/\/(build|dist|[^/]+\.egg-info|__pycache__)$/.test(path),
    });
    // The generator refers to a README at the root, but writes it elsewhere, and uses a deprecated form of the license.
    cpSync(join(sources, "pulumi_huaweicloud_hss", "README.md"), join(sources, "README.md"));
    cpSync("LICENSE", join(sources, "LICENSE"));
    const settings = join(sources, "pyproject.toml");
    writeFileSync(settings, withSpdxLicense(readFileSync(settings, "utf8")));
    const made = join(staging, "made");
    command(pythonWithBuild(), ["-m", "build", "--outdir", made, sources], {
      env: { ...process.env, SOURCE_DATE_EPOCH: EARLIEST },
    });
    for (const name of readdirSync(made)) cpSync(join(made, name), join(out, name));
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function withSpdxLicense(settings) {
  const table = /\n *\[project\.license\]\n *text = ("[^"]+")/.exec(settings);
  if (!table) throw new Error("The generator has changed the form of the license in sdk/python/pyproject.toml.");
  return settings
    .replace(table[0], "")
    .replace("[project]\n", `[project]\n  license = ${table[1]}\n`)
    .replace("setuptools>=61.0", "setuptools>=77.0");
}

/** A Python with the build front end, made once and kept in the user's cache. */
function pythonWithBuild() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(cache, "pulumi-huaweicloud-hss", `python-build-${BUILD}`);
  const executable = (venv) =>
    join(venv, ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));
  if (existsSync(executable(folder))) return executable(folder);
  const unfinished = `${folder}.${process.pid}`;
  command("python3", ["-m", "venv", unfinished]);
  command(executable(unfinished), [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    `build==${BUILD}`,
  ]);
  renameSync(unfinished, folder);
  return executable(folder);
}
