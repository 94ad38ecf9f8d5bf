import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };

const { version } = packageJson;
const tag = `v${version}`;
const FILES = [
  `pulumi-huaweicloud-hss-${version}.tgz`,
  `pulumi-resource-huaweicloud-hss-${version}.tgz`,
  ...["darwin-amd64", "darwin-arm64", "linux-amd64", "linux-arm64", "windows-amd64"].map(
    (platform) => `pulumi-resource-huaweicloud-hss-v${version}-${platform}.tar.gz`,
  ),
  `pulumi-resource-huaweicloud-hss-v${version}.cdx.json`,
  `pulumi_huaweicloud_hss-${version}-py3-none-any.whl`,
  `pulumi_huaweicloud_hss-${version}.tar.gz`,
];

/** Writes down each call, and answers as the file beside it says: an existing thing, or the words for a missing one. */
const STAND_IN = `#!/bin/sh
here=$(dirname "$0")
echo "$(basename "$0") $*" >> "$here/calls"
case "$1 $2" in
  "release create" | "publish "* | "api repos/{owner}/{repo}/git/refs") exit 0 ;;
esac
[ -f "$here/answer" ] && cat "$here/answer" && exit 0
echo "HTTP 404: Not Found" >&2
exit 1
`;

describe("scripts/release.mjs", () => {
  let folder: string;
  let dist: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "huaweicloud-hss-release-"));
    dist = join(folder, "dist");
    mkdirSync(dist);
    for (const name of FILES) writeFileSync(join(dist, name), name);
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
    writeFileSync(join(dist, "SHA256SUMS"), FILES.map((name) => `${sha256(name)}  ${name}\n`).join(""));
    for (const name of ["gh", "npm"]) {
      writeFileSync(join(folder, name), STAND_IN);
      chmodSync(join(folder, name), 0o755);
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const release = (...args: string[]) => {
    const env = { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) };
    const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/release.mjs", "--dist", dist, ...args], {
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };
  const calls = () => (readdirSync(folder).includes("calls") ? readFileSync(join(folder, "calls"), "utf8") : "");
  const commit = spawnSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).stdout.trim();

  it("refuses a tag that is not the version, and says what to do", () => {
    for (const [args, given] of [
      [["--tag", "v99.0.0"], "v99.0.0"],
      [["--tag", version], version],
      [[], "missing"],
    ] as const) {
      const { status, stdout, stderr } = release(...args, "npm");
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.equal(
        stderr,
        `The tag is ${given}, but package.json has the version ${version}.\n` +
          `Use --tag ${tag}, or set the version as docs/releasing.md describes and tag that commit.\n`,
      );
    }
    assert.equal(calls(), "");
  });

  it("refuses an unknown step", () => {
    const { status, stderr } = release("--tag", tag, "nmp");
    assert.equal(status, 1);
    assert.equal(stderr, "Unknown step: nmp. Use: package, github, npm, pypi, go.\n");
  });

  it("only prints the commands in a dry run", () => {
    const { status, stdout } = release("--tag", tag, "--dry-run", "github", "npm", "pypi", "go");
    assert.equal(status, 0);
    assert.match(stdout, new RegExp(`Would run: gh release create ${tag} --verify-tag --title ${tag} --notes-file `));
    for (const name of [...FILES, "SHA256SUMS"]) assert.ok(stdout.includes(join(dist, name)), name);
    assert.ok(stdout.includes(`Would run: npm publish ${join(dist, FILES[0] ?? "")} --provenance --access public\n`));
    assert.ok(stdout.includes(`-f ref=refs/tags/sdk/${tag} -f sha=${commit}\n`));
    assert.equal(calls(), "");
  });

  it("publishes what does not exist yet", () => {
    const { status } = release("--tag", tag, "github", "npm", "pypi", "go");
    assert.equal(status, 0);
    const published = calls()
      .split("\n")
      .filter((line) => / create |^npm publish|git\/refs /.test(line));
    assert.deepEqual(
      published.map((line) => line.split(" ").slice(0, 3).join(" ")),
      [
        "gh release create",
        `npm publish ${join(dist, FILES[1] ?? "")}`,
        `npm publish ${join(dist, FILES[0] ?? "")}`,
        "gh api repos/{owner}/{repo}/git/refs",
      ],
    );
    assert.deepEqual(readdirSync(join(dist, "pypi")), FILES.slice(-2));
  });

  it("publishes nothing twice, so that a failed job can run again", () => {
    writeFileSync(join(folder, "answer"), `${commit}\n`);
    const { status, stdout } = release("--tag", tag, "github", "npm", "go");
    assert.equal(status, 0);
    assert.equal(stdout.match(/ exists\.$/gm)?.length, 4);
    assert.doesNotMatch(calls(), / create |^npm publish|git\/refs /m);
  });

  it("stops at a draft that an earlier run left, and at a tag of another commit", () => {
    writeFileSync(join(folder, "answer"), "true\n");
    const draft = release("--tag", tag, "github");
    assert.equal(draft.status, 1);
    assert.equal(draft.stderr, `There is an unfinished draft of ${tag}.\nDelete it: gh release delete ${tag}\n`);
    const moved = release("--tag", tag, "go");
    assert.equal(moved.status, 1);
    assert.equal(moved.stderr, `The tag sdk/${tag} is at true, not at ${commit}.\n`);
  });

  it("refuses a missing, an additional and a changed file", () => {
    const [first = "", second = "", third = ""] = FILES;
    writeFileSync(join(dist, third), "changed");
    assert.equal(
      release("--tag", tag, "npm").stderr,
      `${third} does not have its checksum in SHA256SUMS.\nRun the step package again.\n`,
    );
    writeFileSync(join(dist, "other"), "");
    assert.equal(release("--tag", tag, "npm").stderr, `${dist} also has other.\nRun the step package again.\n`);
    for (const name of [first, second]) rmSync(join(dist, name));
    const { status, stderr } = release("--tag", tag, "npm");
    assert.equal(status, 1);
    assert.equal(stderr, `${dist} has no ${second}, ${first}.\nRun the step package first.\n`);
    assert.equal(calls(), "");
  });
});
