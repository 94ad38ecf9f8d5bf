// Builds one program: one bundled file, with a launcher that the shell and the Pulumi engine find by its name.
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** Parts of other packages that our bundles leave out, by the module that would import them. */
export const leftOut = {
  name: "left-out",
  setup({ onLoad }) {
    // zod's messages in fifty languages are an eighth of the bundle. Only the English ones are used.
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
    // We need only undici's dispatchers and their `request`. undici also imports fetch, WebSocket, cookies and test doubles, and
    // the cookies import Node's own copy of all that: together they took longer to load than the dispatchers.
    onLoad({ filter: /[\\/]undici[\\/]index\.js$/ }, () => ({
      contents: `
        const Dispatcher = require("./lib/dispatcher/dispatcher.js");
        Object.assign(Dispatcher.prototype, require("./lib/api/index.js"));
        exports.buildConnector = require("./lib/core/connect.js");
        exports.Agent = require("./lib/dispatcher/agent.js");
        exports.Pool = require("./lib/dispatcher/pool.js");
        exports.ProxyAgent = require("./lib/dispatcher/proxy-agent.js");
        exports.Socks5ProxyAgent = require("./lib/dispatcher/socks5-proxy-agent.js");`,
    }));
  },
};

/** @param program its entry point, its output folder, and the names of the launcher and the bundle in it */
export async function buildProgram({ entry, folder, launcher, bundle }) {
  await mkdir(folder, { recursive: true });
  // The package around the folder is ESM; the launchers, which have no file extension, are not.
  await writeFile(join(folder, "package.json"), '{ "type": "commonjs" }\n');
  const outfile = join(folder, bundle);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.18",
    format: "cjs",
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: "linked",
    plugins: [leftOut],
    logLevel: "warning",
  });
  await build({
    entryPoints: ["scripts/launcher.cjs"],
    outfile: join(folder, launcher),
    define: { BUNDLE: JSON.stringify(`./${bundle}`) },
    logLevel: "warning",
  });
  await chmod(join(folder, launcher), 0o755);
  await writeFile(join(folder, `${launcher}.cmd`), `@node "%~dp0${launcher}" %*\r\n`);
}
