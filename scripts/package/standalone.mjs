import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { nodeBinary, NODE_VERSIONS } from "../nodeBinary.mjs";
import { command } from "./command.mjs";

/** The Node inside the standalone executables: the newest long-term one, and the first that makes them by itself. */
export const STANDALONE_NODE = NODE_VERSIONS[26];

/** Writes an executable that holds Node and the provider, with the provider's code compiled already. */
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
