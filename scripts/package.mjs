// Makes everything that a release consists of, from the built checkout, in dist/:
//   npm packages, plugin archives in Pulumi's layout, Python wheel and sdist, Go module, SBOM, checksums.
// With names of parts (npm, plugins, python, go) it makes only those; `--out <folder>` puts them elsewhere.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writeBillOfMaterials } from "./package/billOfMaterials.mjs";
import { writeChecksums } from "./package/checksums.mjs";
import { packGoModule } from "./package/goModule.mjs";
import { packNpmPackages } from "./package/npmPackages.mjs";
import { packPlugins } from "./package/pluginArchives.mjs";
import { packPython } from "./package/pythonPackages.mjs";

const PARTS = { npm: packNpmPackages, plugins: packPlugins, python: packPython, go: packGoModule };

const { values, positionals } = parseArgs({ options: { out: { type: "string" } }, allowPositionals: true });
const unknown = positionals.filter((part) => !(part in PARTS));
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(", ")}; there are: ${Object.keys(PARTS).join(", ")}.`);

const out = resolve(values.out ?? fileURLToPath(new URL("../dist", import.meta.url)));
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { version } = JSON.parse(readFileSync("package.json", "utf8"));

// What an earlier version left there must not end up in the checksums.
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) await PARTS[part]({ out, version });
await writeBillOfMaterials({ out, version });
process.stdout.write(writeChecksums(out));
