import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { GO, PYTHON } from "./support/available.js";
import { pythonWith } from "./support/pythonWith.js";
import { run } from "./support/run.js";

const ACTIONLINT = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";
const ZIZMOR = "zizmor==1.32.0";

const WORKFLOWS = [
  ".github/workflows/ci.yml",
  ".github/workflows/release.yml",
  "examples/compliance/ci/github-workflow.yml",
];
/** A workflow of the same commit. */
const LOCAL = /^\.\/\.github\/workflows\/[\w.-]+( #.*)?$/;
const PINNED = /^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

describe("the GitHub workflows", function () {
  this.timeout(300_000);

  it("pin each action to a commit and name its version, also in the documentation", async () => {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.yml", "*.yaml", "*.md"];
    const files = (await run("git", list)).split("\0").filter(Boolean);
    const uses = files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/^[ \t>-]*uses: *(.*)$/gm)].map(([, action = ""]) => ({ file, action })),
    );
    const workflows = new Set(uses.map(({ file }) => file).filter((file) => !file.endsWith(".md")));
    assert.deepEqual([...workflows].sort(), WORKFLOWS);
    assert.deepEqual(
      uses.filter(({ action }) => !PINNED.test(action) && !LOCAL.test(action)),
      [],
    );
  });

  // Without shellcheck and pyflakes, the result is the same on every machine.
  (GO ? it : it.skip)("have no errors that actionlint finds", async () => {
    await run("go", ["run", ACTIONLINT, "-shellcheck=", "-pyflakes=", ...WORKFLOWS]);
  });

  (PYTHON ? it : it.skip)("have no weaknesses that zizmor finds", async () => {
    const zizmor = join(dirname(await pythonWith("zizmor", [ZIZMOR])), "zizmor");
    await run(zizmor, ["--offline", "--no-progress", "--persona=pedantic", ...WORKFLOWS]);
  });
});
