import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "./command.mjs";

/** Fields of package.json that are useful only in a checkout. */
const CHECKOUT_ONLY = ["scripts", "workspaces", "devDependencies"];

/** The Node SDK, and the provider with the emulator. */
export function packNpmPackages({ out }) {
  pack("sdk/nodejs", ["README.md", "bin"], out);
  const { files } = readManifest(".");
  // Entries such as "!…" name files that npm leaves out.
  pack(".", [...files.filter((name) => !name.startsWith("!")), "README.md"], out);
}

function pack(folder, files, out) {
  const staging = mkdtempSync(join(tmpdir(), "huaweicloud-hss-npm-"));
  try {
    const filter = (path) => !/\.(map|cdx\.json)$/.test(path);
    for (const name of files) cpSync(join(folder, name), join(staging, name), { recursive: true, filter });
    cpSync("LICENSE", join(staging, "LICENSE"));
    // The provider is bundled, so its dependencies need not be installed.
    const bundled = folder === "." ? ["dependencies"] : [];
    const published = Object.entries(readManifest(folder)).filter(
      ([field]) => ![...CHECKOUT_ONLY, ...bundled].includes(field),
    );
    writeFileSync(join(staging, "package.json"), `${JSON.stringify(Object.fromEntries(published), null, 2)}\n`);
    command("npm", ["pack", staging, "--silent", "--pack-destination", out]);
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
