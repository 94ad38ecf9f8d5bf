// Builds one program: one bundled file, with a launcher that the shell and the Pulumi engine find by its name.
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { bundle } from "./bundle.mjs";

/** @param program its entry point, its output folder, and the names of the launcher and the bundle in it */
export async function buildProgram({ entry, folder, launcher, bundle: name }) {
  await mkdir(folder, { recursive: true });
  // The package around the folder is ESM; the launchers, which have no file extension, are not.
  await writeFile(join(folder, "package.json"), '{ "type": "commonjs" }\n');
  await bundle({ entry, outfile: join(folder, name), sourcemap: true, sourcesContent: false });
  await build({
    entryPoints: ["scripts/launcher.cjs"],
    outfile: join(folder, launcher),
    define: { BUNDLE: JSON.stringify(`./${name}`) },
    logLevel: "warning",
  });
  await chmod(join(folder, launcher), 0o755);
  await writeFile(join(folder, `${launcher}.cmd`), `@node "%~dp0${launcher}" %*\r\n`);
}
