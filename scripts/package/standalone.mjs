import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { nodeBinary, NODE_VERSIONS } from "../nodeBinary.mjs";
import { command } from "./command.mjs";

/** The Node in the standalone executables: the newest LTS version, and the first with `--build-sea`. */
export const STANDALONE_NODE = NODE_VERSIONS[26];

/** Writes an executable with Node and the provider, whose code is already compiled. */
export function buildStandalone({ platform, output }) {
  const folder = mkdtempSync(join(tmpdir(), "huaweicloud-hss-standalone-"));
  try {
    const file = join(folder, "sea.json");
    const main = resolve("bin/provider.cjs");
    const settings = { main, output, disableExperimentalSEAWarning: true, useCodeCache: true };
    writeFileSync(file, JSON.stringify(settings));
    command(nodeBinary(STANDALONE_NODE, platform), ["--build-sea", file]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The license of the Node in the executable, and of all that this Node contains. */
export function nodeLicense(platform) {
  return readFileSync(join(dirname(nodeBinary(STANDALONE_NODE, platform)), "..", "LICENSE"), "utf8");
}
