// Builds the Node SDK, and bin/: each program as one bundled file, with a launcher that PATH and the Pulumi engine find
// by its name.
import { spawnSync } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const programs = [
  { launcher: "pulumi-resource-huaweicloud-hss", bundle: "provider.cjs", entry: "src/main.ts" },
  { launcher: "huaweicloud-hss-emulator", bundle: "emulator.cjs", entry: "src/emulator/main.ts" },
];

await mkdir("bin", { recursive: true });
// The package around bin/ is ESM; the launchers, which have no file extension, are not.
await writeFile("bin/package.json", '{ "type": "commonjs" }\n');
for (const { launcher, bundle, entry } of programs) {
  await build({
    entryPoints: [entry],
    outfile: `bin/${bundle}`,
    bundle: true,
    platform: "node",
    target: "node20.18",
    format: "cjs",
    sourcemap: true,
    sourcesContent: false,
    legalComments: "linked",
    logLevel: "warning",
  });
  await writeFile(`bin/${launcher}`, `#!/usr/bin/env node\nrequire("./${bundle}");\n`);
  await chmod(`bin/${launcher}`, 0o755);
  await writeFile(`bin/${launcher}.cmd`, `@node "%~dp0${bundle}" %*\r\n`);
}

const { status } = spawnSync("npm", ["run", "--silent", "build", "--workspace", "sdk/nodejs"], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
