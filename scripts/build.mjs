// Builds the Node SDK with the client beside it, and the programs in bin/.
import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { buildProgram, leftOut } from "./buildProgram.mjs";

const folder = "bin";
await rm(folder, { recursive: true, force: true });
for (const program of [
  { launcher: "pulumi-resource-huaweicloud-hss", bundle: "provider.cjs", entry: "src/main.ts" },
  { launcher: "huaweicloud-hss-emulator", bundle: "emulator.cjs", entry: "src/emulator/main.ts" },
]) {
  await buildProgram({ ...program, folder });
}

// CommonJS, like the SDK. Programs of either kind can load it, and share one copy.
await build({
  entryPoints: ["src/client.ts"],
  outfile: "sdk/nodejs/bin/client.js",
  bundle: true,
  platform: "node",
  target: "node20.18",
  format: "cjs",
  minify: true,
  plugins: [leftOut],
  legalComments: "linked",
  logLevel: "warning",
});
const steps = [
  [process.execPath, ["--import", "tsx", "scripts/clientTypes.ts", "sdk/nodejs/bin/client.d.ts"]],
  ["npm", ["run", "--silent", "build", "--workspace", "sdk/nodejs"], { shell: process.platform === "win32" }],
];
for (const [command, args, options] of steps) {
  process.exitCode ||= spawnSync(command, args, { stdio: "inherit", ...options }).status ?? 1;
}
