// Builds one program of ours: one bundled file, with a launcher that PATH and the Pulumi engine find by its name.
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** What our bundles leave out of other packages, by the module that would bring it in. */
export const leftOut = {
  name: "left-out",
  setup({ onLoad }) {
    // Of zod's messages in fifty languages, an eighth of the bundle, only the English ones are ever shown.
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
    // We need undici's dispatchers and their `request`. With it come fetch, WebSocket, cookies and test doubles, and through
    // the cookies Node's own copy of all that: together they took longer to load than the dispatchers.
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

/** @param program its entry point; the folder it is built into, the launcher's name, and the bundle's beside it. */
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
