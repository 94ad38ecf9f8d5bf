import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { command } from "./command.mjs";

/**
 * The Go module as a folder that `GOPROXY=file://…/go` serves. A release publishes it as the tag `sdk/vX.Y.Z`; this is
 * what the go command makes of that tag.
 */
export function packGoModule({ out, version }) {
  const staging = mkdtempSync(join(tmpdir(), "huaweicloud-hss-go-"));
  try {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "sdk"];
    for (const path of command("git", list).split("\0").filter(Boolean)) {
      // The generator is a module of its own.
      if (path.startsWith("sdk/codegen/")) continue;
      const copy = join(staging, path.slice("sdk/".length));
      mkdirSync(dirname(copy), { recursive: true });
      cpSync(path, copy);
    }
    cpSync("LICENSE", join(staging, "LICENSE"));
    command("go", ["run", "-C", "sdk/codegen", "./modulezip", staging, `v${version}`, join(out, "go")]);
  } finally {
    rmSync(staging, { recursive: true });
  }
}
