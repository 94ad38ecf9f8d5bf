import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import packageJson from "../../package.json" with { type: "json" };

interface LockedPackage {
  name?: string;
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, LockedPackage> };
const packages = Object.entries(lock.packages);
const installed = packages.filter(([path, { link }]) => /(^|\/)node_modules\//.test(path) && link !== true);

/** What may run code of its own when it is installed: esbuild puts its binary in place, protobufjs compares versions. */
const WITH_INSTALL_SCRIPT = ["node_modules/esbuild", "node_modules/protobufjs"];
/** A range of versions that comes from the registry, and not a place to fetch from. */
const REGISTRY_RANGE = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?[\w.^~<>=| *+-]*$/;

/** The packages named in the table below a heading of docs/dependencies.md. */
function documented(heading: string): string[] {
  const page = readFileSync("docs/dependencies.md", "utf8");
  const [, section = ""] = page.split(`\n## ${heading}\n`);
  const [own = ""] = section.split("\n## ");
  return [...own.matchAll(/^\| `([^`]+)` +\| \S/gm)].map(([, name = ""]) => name);
}

describe("the dependencies", () => {
  it("are all explained in docs/dependencies.md, and nothing else is", () => {
    assert.deepEqual(documented("In the provider").sort(), Object.keys(packageJson.dependencies).sort());
    assert.deepEqual(documented("For development").sort(), Object.keys(packageJson.devDependencies).sort());
  });

  it("are named by one exact version each", () => {
    const { dependencies, devDependencies } = packageJson;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
  });

  it("are all locked by a SHA-512, for any registry", () => {
    assert.ok(installed.length > 100);
    for (const [path, { version, integrity, resolved }] of installed) {
      assert.match(version ?? "", /^v?\d+\.\d+\.\d+/, path);
      assert.match(integrity ?? "", /^sha512-[\w+/]{86}==$/, path);
      assert.equal(resolved, undefined, path);
    }
  });

  it("do not come from repositories, addresses or files, except this repository's own packages", () => {
    const own = packages.filter(([, { link }]) => link === true);
    for (const [path, { resolved }] of own) assert.match(resolved ?? "", /^(sdk|examples)\//, path);
    for (const [path, { dependencies, devDependencies }] of packages) {
      for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies }))
        assert.match(range, REGISTRY_RANGE, `${name} of ${path}`);
    }
  });

  it("run no installation scripts, except the known ones", () => {
    const scripts = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    assert.deepEqual(scripts, WITH_INSTALL_SCRIPT);
  });
});
