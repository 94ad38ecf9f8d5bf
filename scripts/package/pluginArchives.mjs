import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "tar";
import { buildStandalone } from "./standalone.mjs";

const PLUGIN = "pulumi-resource-huaweicloud-hss";
const COMMON = ["LICENSE"];

/** The platforms Pulumi names. Those that are not standalone run on the Node that is on the user's PATH. */
const PLATFORMS = [
  { platform: "linux-amd64", standalone: "linux-x64" },
  { platform: "linux-arm64" },
  { platform: "darwin-amd64" },
  { platform: "darwin-arm64" },
  { platform: "windows-amd64" },
];

/** One archive a platform, in the layout and by the name that the Pulumi CLI installs and downloads. */
export async function packPlugins({ out, version }) {
  for (const { platform, standalone } of PLATFORMS) {
    const staging = mkdtempSync(join(tmpdir(), "huaweicloud-hss-plugin-"));
    try {
      if (standalone) buildStandalone({ platform: standalone, output: join(staging, PLUGIN) });
      else copyLauncher(staging);
      for (const name of COMMON) cpSync(name, join(staging, name));
      cpSync("bin/provider.cjs.LEGAL.txt", join(staging, "provider.cjs.LEGAL.txt"));
      const file = join(out, `${PLUGIN}-v${version}-${platform}.tar.gz`);
      // The same input gives the same bytes: no owner, no time, entries in order.
      const options = { cwd: staging, file, gzip: { level: 9, mtime: 0 }, portable: true, mtime: new Date(0) };
      await create(options, readdirSync(staging).sort());
    } finally {
      rmSync(staging, { recursive: true });
    }
  }
}

function copyLauncher(staging) {
  for (const name of ["provider.cjs", "package.json", PLUGIN, `${PLUGIN}.cmd`])
    cpSync(join("bin", name), join(staging, name));
}
