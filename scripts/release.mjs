// Releases the version in package.json, as .github/workflows/release.yml does:
//   node scripts/release.mjs --tag v0.1.0 [--dry-run] [--dist <folder>] [package] [github] [npm] [pypi] [go]
// Without names of steps, it takes all of them. With --dry-run, it makes the packages, but only prints what it would publish.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { command } from "./package/command.mjs";

const PLUGIN = "pulumi-resource-huaweicloud-hss";
const PLATFORMS = ["darwin-amd64", "darwin-arm64", "linux-amd64", "linux-arm64", "windows-amd64"];

const STEPS = {
  package: makePackages,
  github: releaseOnGitHub,
  npm: publishToNpm,
  pypi: publishToPyPi,
  go: tagGoModule,
};

const options = { tag: { type: "string" }, dist: { type: "string" }, "dry-run": { type: "boolean" } };

try {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const unknown = positionals.filter((step) => !(step in STEPS));
  if (unknown.length > 0)
    throw new Error(`Unknown step: ${unknown.join(", ")}. Use: ${Object.keys(STEPS).join(", ")}.`);
  const release = { ...checkedVersion(values.tag), dist: resolve(values.dist ?? "dist"), dryRun: values["dry-run"] };
  for (const step of positionals.length > 0 ? positionals : Object.keys(STEPS)) {
    console.log(`\n${step}`);
    STEPS[step](release);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** @returns the tag, the version, and what the changelog says about it */
function checkedVersion(tag) {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  if (tag !== `v${version}`)
    throw new Error(
      `The tag is ${tag ?? "missing"}, but package.json has the version ${version}.\n` +
        `Use --tag v${version}, or set the version as docs/releasing.md describes and tag that commit.`,
    );
  const changelog = readFileSync("CHANGELOG.md", "utf8");
  const heading = new RegExp(`^## \\[${version.replaceAll(".", "\\.")}\\] - \\d{4}-\\d{2}-\\d{2}\\n`, "m").exec(
    changelog,
  );
  if (!heading)
    throw new Error(
      `CHANGELOG.md has no heading with a date for ${version}.\nMove the entries under "Unreleased" to "## [${version}] - <date>".`,
    );
  const [notes] = changelog.slice(heading.index + heading[0].length).split(/^## /m);
  return { tag, version, notes: notes.trim() };
}

function makePackages({ dist, version }) {
  process.stdout.write(command(process.execPath, ["scripts/package.mjs", "--out", dist]));
  checkPackages({ dist, version });
}

function releaseOnGitHub({ dist, version, tag, notes, dryRun }) {
  checkPackages({ dist, version });
  const isDraft = dryRun ? undefined : found("gh", ["release", "view", tag, "--json", "isDraft", "--jq", ".isDraft"]);
  if (isDraft === "true")
    throw new Error(`There is an unfinished draft of ${tag}.\nDelete it: gh release delete ${tag}`);
  if (isDraft !== undefined) return console.log(`The release ${tag} exists.`);
  const folder = mkdtempSync(join(tmpdir(), "huaweicloud-hss-release-"));
  const notesFile = join(folder, "notes.md");
  try {
    writeFileSync(notesFile, `${notes}\n`);
    const files = [...expectedFiles(version), "SHA256SUMS"].map((name) => join(dist, name));
    publish(
      "gh",
      ["release", "create", tag, "--verify-tag", "--title", tag, "--notes-file", notesFile, ...files],
      dryRun,
    );
    if (dryRun) console.log(`Notes:\n${notes}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function publishToNpm({ dist, version, dryRun }) {
  checkPackages({ dist, version });
  for (const name of [PLUGIN, "pulumi-huaweicloud-hss"]) {
    const published = dryRun ? undefined : found("npm", ["view", `${name}@${version}`, "version"]);
    if (published !== undefined) console.log(`${name}@${version} exists.`);
    else
      publish("npm", ["publish", join(dist, `${name}-${version}.tgz`), "--provenance", "--access", "public"], dryRun);
  }
}

/** Only gathers the files: the workflow's action has the permission to upload them, and signs the attestations. */
function publishToPyPi({ dist, version }) {
  checkPackages({ dist, version });
  const files = expectedFiles(version).filter((name) => name.startsWith("pulumi_huaweicloud_hss"));
  for (const name of files) cpSync(join(dist, name), join(dist, "pypi", name));
  console.log(`For pypa/gh-action-pypi-publish, in ${join(dist, "pypi")}: ${files.join(" ")}`);
}

/** The go command looks for the version of a module in the folder sdk at this tag. */
function tagGoModule({ tag, dryRun }) {
  const ref = `sdk/${tag}`;
  const tagged = dryRun
    ? undefined
    : found("gh", ["api", `repos/{owner}/{repo}/git/ref/tags/${ref}`, "--jq", ".object.sha"]);
  const commit = command("git", ["rev-parse", "HEAD"]).trim();
  if (tagged !== undefined && tagged !== commit) throw new Error(`The tag ${ref} is at ${tagged}, not at ${commit}.`);
  if (tagged !== undefined) return console.log(`The tag ${ref} exists.`);
  publish("gh", ["api", "repos/{owner}/{repo}/git/refs", "-f", `ref=refs/tags/${ref}`, "-f", `sha=${commit}`], dryRun);
}

function publish(name, args, dryRun) {
  console.log(`${dryRun ? "Would run" : "Running"}: ${name} ${args.join(" ")}`);
  if (!dryRun) process.stdout.write(command(name, args));
}

/** What a query printed; undefined if what it asks for does not exist. */
function found(name, args) {
  try {
    return command(name, args).trim();
  } catch (error) {
    if (/404|not found/i.test(error.message)) return undefined;
    throw error;
  }
}

function expectedFiles(version) {
  return [
    ...PLATFORMS.map((platform) => `${PLUGIN}-v${version}-${platform}.tar.gz`),
    `${PLUGIN}-${version}.tgz`,
    `${PLUGIN}-v${version}.cdx.json`,
    `pulumi-huaweicloud-hss-${version}.tgz`,
    `pulumi_huaweicloud_hss-${version}-py3-none-any.whl`,
    `pulumi_huaweicloud_hss-${version}.tar.gz`,
  ];
}

/** All packages must exist, with the checksums that they had when they were made. */
function checkPackages({ dist, version }) {
  const sums = existsSync(join(dist, "SHA256SUMS")) ? readFileSync(join(dist, "SHA256SUMS"), "utf8") : "";
  const known = new Map(sums.split("\n").map((line) => line.split("  ").reverse()));
  const missing = expectedFiles(version).filter((name) => !known.has(name) || !existsSync(join(dist, name)));
  if (missing.length > 0) throw new Error(`${dist} has no ${missing.join(", ")}.\nRun the step package first.`);
  const others = readdirSync(dist).filter((name) => !known.has(name) && !["go", "pypi", "SHA256SUMS"].includes(name));
  if (others.length > 0) throw new Error(`${dist} also has ${others.join(", ")}.\nRun the step package again.`);
  for (const [name, sum] of known) {
    if (!name || !sum) continue;
    const hash = createHash("sha256")
      .update(readFileSync(join(dist, name)))
      .digest("hex");
    if (hash !== sum) throw new Error(`${name} does not have its checksum in SHA256SUMS.\nRun the step package again.`);
  }
}
