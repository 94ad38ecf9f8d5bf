// What a pipeline runs: previews a stack that checks rules.json, and writes a report in every format.
// Exit code 0: no violations; 1: violations; 2: it could not be checked.
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import hss from "pulumi-huaweicloud-hss";

const FORMATS = ["json", "csv", "markdown", "junit", "sarif", "html", "ocsf"];
const RULES_FILE = fileURLToPath(new URL("../rules.json", import.meta.url));

const { env } = process;
const reportsFolder = env.COMPLIANCE_REPORTS ?? "compliance-reports";
const repository = env.GITHUB_WORKSPACE ?? env.CI_PROJECT_DIR ?? process.cwd();

/** Nothing is deployed, so that the stack's state is thrown away, and nobody has to log in to Pulumi. */
async function check() {
  const args = {
    rules: JSON.parse(await readFile(RULES_FILE, "utf8")),
    reports: FORMATS,
    programFile: relative(repository, RULES_FILE),
    // Comments, logs and artifacts have more readers than the servers' addresses should have.
    redactAddresses: env.COMPLIANCE_SHOW_ADDRESSES !== "true",
  };
  const folder = await mkdtemp(join(tmpdir(), "compliance-"));
  try {
    let checked;
    const program = async () => {
      checked = await hss.getLocalImageCompliance(args);
    };
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "ci", projectName: "compliance", program },
      {
        workDir: folder,
        projectSettings: { name: "compliance", runtime: "nodejs", backend: { url: `file://${folder}` } },
        envVars: { PULUMI_BACKEND_URL: `file://${folder}`, PULUMI_CONFIG_PASSPHRASE: "thrown-away" },
      },
    );
    await stack.preview({ onOutput: (text) => process.stdout.write(text) });
    return checked;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function write({ reports }) {
  await mkdir(reportsFolder, { recursive: true });
  for (const { fileName, content } of reports) await writeFile(join(reportsFolder, fileName), content);
  const { content } = reports.find(({ format }) => format === "markdown");
  if (env.GITHUB_STEP_SUMMARY) await appendFile(env.GITHUB_STEP_SUMMARY, content);
}

try {
  const checked = await check();
  await write(checked);
  const { passed, summary } = checked;
  console.log(`${passed ? "Passed" : "Failed"}: ${summary.violations} violations. Reports are in ${reportsFolder}.`);
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  console.error(`The servers could not be checked: ${error.message}`);
  process.exitCode = 2;
}
