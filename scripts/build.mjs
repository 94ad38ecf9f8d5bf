// Builds the Node SDK with the client and the testing helpers beside it, and the programs in bin/.
import { spawnSync } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildProgram } from "./buildProgram.mjs";
import { bundle, packagesIn } from "./bundle.mjs";
import { NOTICES, thirdPartyNotices } from "./thirdPartyNotices.mjs";

const folder = "bin";
await rm(folder, { recursive: true, force: true });
const programs = [
  { launcher: "pulumi-resource-huaweicloud-hss", bundle: "provider.cjs", entry: "src/main.ts" },
  { launcher: "huaweicloud-hss-emulator", bundle: "emulator.cjs", entry: "src/emulator/main.ts" },
];
for (const program of programs) await buildProgram({ ...program, folder });
await writeNotices(
  folder,
  programs.map((program) => program.bundle),
);

// CommonJS, like the SDK. Programs of either kind can load it, and share one copy.
const sdk = "sdk/nodejs/bin";
const modules = ["client", "testing"];
for (const name of modules) await bundle({ entry: `src/${name}.ts`, outfile: join(sdk, `${name}.js`) });
await writeNotices(
  sdk,
  modules.map((name) => `${name}.js`),
);
const steps = [
  [process.execPath, ["--import", "tsx", "scripts/clientTypes.ts", sdk]],
  ["npm", ["run", "--silent", "build", "--workspace", "sdk/nodejs"], { shell: process.platform === "win32" }],
];
for (const [command, args, options] of steps) {
  process.exitCode ||= spawnSync(command, args, { stdio: "inherit", ...options }).status ?? 1;
}

async function writeNotices(where, bundles) {
  const packages = await Promise.all(bundles.map((name) => packagesIn(join(where, name))));
  await writeFile(join(where, NOTICES), thirdPartyNotices(packages.flat()));
}
