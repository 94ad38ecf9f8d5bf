import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { cyclonedxEsbuildPlugin } from "@cyclonedx/cyclonedx-esbuild";
import { build } from "esbuild";

/** Parts of other packages that our bundles leave out, by the module that would import them. */
const leftOut = {
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

/**
 * Bundles a module with all that it imports. Beside the bundle it writes the bundle's bill of materials (CycloneDX), which has
 * the license texts of the packages.
 * @param options the entry point, the output file, and more options of esbuild
 * @returns esbuild's result, with its metafile
 */
export function bundle({ entry, outfile, ...more }) {
  return build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.18",
    format: "cjs",
    minify: true,
    legalComments: "linked",
    logLevel: "warning",
    ...more,
    plugins: [
      leftOut,
      cyclonedxEsbuildPlugin({
        outputFile: basename(billOfMaterialsPath(outfile)),
        gatherLicenseTexts: true,
        outputReproducible: true,
        logLevel: "silent",
      }),
    ],
  });
}

/** The packages in a bundle, as CycloneDX components. */
export async function packagesIn(outfile) {
  const { components = [] } = JSON.parse(await readFile(billOfMaterialsPath(outfile), "utf8"));
  return components.filter(({ scope }) => scope === "required");
}

function billOfMaterialsPath(outfile) {
  return `${outfile}.cdx.json`;
}
