// Finds the Pulumi CLI on the PATH, or builds it from the pinned Go module and keeps it in the user's cache.
import { fileURLToPath } from "node:url";
import { goTool, works } from "./goTool.mjs";

const VERSION = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** @returns {string | undefined} the executable's path; undefined on a machine with neither the CLI nor Go. */
export function findPulumiCli() {
  if (works("pulumi", ["version"])) return "pulumi";
  return goTool({
    folder: fileURLToPath(new URL("../sdk/codegen", import.meta.url)),
    module: "github.com/pulumi/pulumi/pkg/v3",
    command: "cmd/pulumi",
    ldflags: (version) => `-X ${VERSION}=${version}`,
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = findPulumiCli();
  if (found) console.log(found);
  else {
    console.error("Neither pulumi nor go is on the PATH.");
    process.exitCode = 3;
  }
}
