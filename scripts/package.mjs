// Makes all parts of a release in dist/, from the built checkout:
//   npm packages, plugin archives in Pulumi's layout, Python wheel and sdist, Go module, SBOM, checksums.
// With the names of parts (npm, plugins, python, go), it makes only these. `--out <folder>` sets another folder.
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
if (unknown.length > 0) throw new Error(`Unknown part: ${unknown.join(", ")}. Use: ${Object.keys(PARTS).join(", ")}.`);

const out = resolve(values.out ?? fileURLToPath(new URL("../dist", import.meta.url)));
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { version } = JSON.parse(readFileSync("package.json", "utf8"));

// Files of an earlier version must not be in the checksums.
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const part of positionals.length > 0 ? positionals : Object.keys(PARTS)) await PARTS[part]({ out, version });
await writeBillOfMaterials({ out, version });
process.stdout.write(writeChecksums(out));
