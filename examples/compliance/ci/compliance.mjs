// What a pipeline runs: previews a stack that checks rules.json, and writes a report in every format.
// Exit code 0: no violations that fail; 1: such violations; 2: it could not be checked.
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import hss from "pulumi-huaweicloud-hss";

const FORMATS = ["json", "csv", "markdown", "junit", "sarif", "html", "ocsf", "baseline"];
const RULES_FILE = fileURLToPath(new URL("../rules.json", import.meta.url));

const { env } = process;
const reportsFolder = env.COMPLIANCE_REPORTS ?? "compliance-reports";
/** What the check of the main branch found; not there before its first run. */
const baselineFile = env.COMPLIANCE_BASELINE;
const repository = env.GITHUB_WORKSPACE ?? env.CI_PROJECT_DIR ?? process.cwd();

async function readBaseline() {
  if (!baselineFile) return undefined;
  try {
    return await readFile(baselineFile, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.log("There is no baseline yet: the reports do not say what is new.");
    return undefined;
  }
}

/** Nothing is deployed, so that the stack's state is thrown away, and nobody has to log in to Pulumi. */
async function check() {
  const args = {
    rules: JSON.parse(await readFile(RULES_FILE, "utf8")),
    reports: FORMATS,
    programFile: relative(repository, RULES_FILE),
    baseline: await readBaseline(),
    failOn: env.COMPLIANCE_FAIL_ON ?? "all",
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

async function write({ reports, metadata }) {
  await mkdir(reportsFolder, { recursive: true });
  for (const { fileName, content } of reports) await writeFile(join(reportsFolder, fileName), content);
  const contentOf = (wanted) => reports.find(({ format }) => format === wanted).content;
  if (env.GITHUB_STEP_SUMMARY) await appendFile(env.GITHUB_STEP_SUMMARY, contentOf("markdown"));
  // After an incomplete run, old violations could look new.
  if (env.COMPLIANCE_KEEP_BASELINE === "true" && metadata.complete) {
    await mkdir(dirname(baselineFile), { recursive: true });
    await writeFile(baselineFile, contentOf("baseline"));
  }
}

try {
  const checked = await check();
  await write(checked);
  const { passed, summary } = checked;
  const { violations, newViolations } = summary;
  const news = newViolations === undefined ? "" : `, ${newViolations} of them new`;
  console.log(`${passed ? "Passed" : "Failed"}: ${violations} violations${news}. Reports are in ${reportsFolder}.`);
  process.exitCode = passed ? 0 : 1;
} catch (error) {
  console.error(`The servers could not be checked: ${error.message}`);
  process.exitCode = 2;
}
