// Builds the Node SDK with the client beside it, and bin/: each program as one bundled file, with a launcher that PATH and
// the Pulumi engine find by its name.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const programs = [
  { launcher: "pulumi-resource-huaweicloud-hss", bundle: "provider.cjs", entry: "src/main.ts" },
  { launcher: "huaweicloud-hss-emulator", bundle: "emulator.cjs", entry: "src/emulator/main.ts" },
];

/** When a program that was started without compiled code saves it: not while somebody waits for its port. */
const SAVE_AFTER_MS = 500;

/** Of zod's messages in fifty languages, an eighth of the bundle, only the English ones are ever shown. */
const englishOnly = {
  name: "english-only",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
  },
};

await rm("bin", { recursive: true, force: true });
await mkdir("bin");
// The package around bin/ is ESM; the launchers, which have no file extension, are not.
await writeFile("bin/package.json", '{ "type": "commonjs" }\n');
for (const { launcher, bundle, entry } of programs) {
  const outfile = `bin/${bundle}`;
  await build({
    entryPoints: [entry],
    outfile,
    // The wrapper that Node puts around a CommonJS module, as the launcher compiles the file by itself.
    banner: { js: "(function (exports, require, module, __filename, __dirname) {" },
    footer: { js: "})" },
    bundle: true,
    platform: "node",
    target: "node20.18",
    format: "cjs",
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: "linked",
    plugins: [englishOnly],
    logLevel: "warning",
  });
  const digest = createHash("sha256")
    .update(await readFile(outfile))
    .digest("hex")
    .slice(0, 16);
  await build({
    entryPoints: ["scripts/launcher.cjs"],
    outfile: `bin/${launcher}`,
    define: { BUNDLE: JSON.stringify(bundle), DIGEST: JSON.stringify(digest), SAVE_AFTER_MS: String(SAVE_AFTER_MS) },
    logLevel: "warning",
  });
  await chmod(`bin/${launcher}`, 0o755);
  await writeFile(`bin/${launcher}.cmd`, `@node "%~dp0${launcher}" %*\r\n`);
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
