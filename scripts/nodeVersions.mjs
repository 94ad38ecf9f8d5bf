// Runs the tests on every line of Node that the provider supports, and writes the result to docs/node-versions.md.
// With test files as arguments, it runs only these and writes nothing.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { nodeBinary, NODE_VERSIONS } from "./nodeBinary.mjs";
import { findPulumiCli } from "./pulumiCli.mjs";

/** All tests except those that do not depend on the version of Node (pages, packages, other languages) and the long random ones. */
const SUITES = ["auth", "emulator", "examples", "functions", "hss", "http", "plugin"];
const TESTS = [...SUITES.map((suite) => `test/${suite}/**/*.test.ts`), "test/engine/engine.test.ts"];
const LONG = ["--ignore", "test/plugin/fuzz.test.ts"];

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const chosen = process.argv.slice(2);
const cli = findPulumiCli();
const folder = mkdtempSync(join(tmpdir(), "huaweicloud-hss-node-"));
const rows = [];
try {
  for (const version of Object.values(NODE_VERSIONS)) rows.push(runOn(version));
} finally {
  rmSync(folder, { recursive: true });
}
if (chosen.length === 0) writeFileSync("docs/node-versions.md", await page());
if (rows.some(({ failed, passed }) => failed > 0 || passed === 0)) process.exitCode = 1;

function runOn(version) {
  console.log(`\n— Node ${version}`);
  const node = nodeBinary(version);
  const counts = join(folder, `${version}.json`);
  const mocha = ["node_modules/mocha/bin/mocha.js", "--reporter", "test/support/countingReporter.cjs"];
  spawnSync(node, [...mocha, ...(chosen.length > 0 ? chosen : [...LONG, ...TESTS])], {
    stdio: "inherit",
    env: {
      ...process.env,
      // The launcher uses the Node on the PATH.
      PATH: [dirname(node), process.env.PATH].join(delimiter),
      COUNTS: counts,
      ...(cli ? { PULUMI_CLI: cli } : {}),
    },
  });
  return { version, ...JSON.parse(readFileSync(counts, "utf8")) };
}

async function page() {
  const lines = rows.map(({ version, passed, failed }) => `| ${version} | ${passed} | ${failed} |`);
  const text = `# Node versions

<!-- Written by \`npm run node-versions\`. -->

The provider and its SDK run on Node 20.18.1 and later. On ${new Date().toISOString().slice(0, 10)}, we tested the newest release of each major version, from npm's \`node\` packages. The tests cover
the executable, its functions, authentication, the HTTP layer, the emulator, the examples${cli ? " and the real Pulumi engine" : ""}:

| Node | tests passed | failed |
| --- | --- | --- |
${lines.join("\n")}

The standalone plugin for Linux contains the Node of the last row.
`;
  return format(text, { parser: "markdown", printWidth: 120 });
}
