import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { create } from "tar";
import { notice, NOTICES } from "../thirdPartyNotices.mjs";
import { buildStandalone, nodeLicense, STANDALONE_NODE } from "./standalone.mjs";

const PLUGIN = "pulumi-resource-huaweicloud-hss";
const COMMON = ["LICENSE", "bin/provider.cjs.LEGAL.txt", join("bin", NOTICES)];

/** The platforms that Pulumi names. Plugins that are not standalone use the Node on the user's PATH. */
const PLATFORMS = [
  { platform: "linux-amd64", standalone: "linux-x64" },
  { platform: "linux-arm64" },
  { platform: "darwin-amd64" },
  { platform: "darwin-arm64" },
  { platform: "windows-amd64" },
];

/** One archive for each platform, with the layout and the name that the Pulumi CLI expects. */
export async function packPlugins({ out, version }) {
  for (const { platform, standalone } of PLATFORMS) {
    const staging = mkdtempSync(join(tmpdir(), "huaweicloud-hss-plugin-"));
    try {
      for (const path of COMMON) cpSync(path, join(staging, basename(path)));
      if (standalone) {
        buildStandalone({ platform: standalone, output: join(staging, PLUGIN) });
        appendFileSync(join(staging, NOTICES), notice([`Node.js ${STANDALONE_NODE}`, [nodeLicense(standalone)]]));
      } else copyLauncher(staging);
      const file = join(out, `${PLUGIN}-v${version}-${platform}.tar.gz`);
      // Without owners and times, and with sorted entries, the same input gives the same bytes.
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
