import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { parse } from "yaml";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { emulatedEnvironment, SECRETS } from "../support/emulated.js";
import { EngineStack, engineEnvironment, PULUMI_CLI } from "../support/engineStack.js";
import { exampleProgram } from "../support/examples.js";

const EXAMPLE = resolve("examples/compliance");
const RULES = ["no-vulnerable-log4j", "no-old-nginx", "orders-is-deployed"];

(PULUMI_CLI ? describe : describe.skip)("the example compliance", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let folder: string;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(async () => {
    emulator.fleet = createFleet(450, 1);
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-ci-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  after(() => emulator.close());

  /** Runs the pipeline's script as the workflows do, with the plugin on the PATH. */
  async function runScript(more: Record<string, string> = {}) {
    const environment = engineEnvironment(folder);
    const child = spawn(process.execPath, [join(EXAMPLE, "ci/compliance.mjs")], {
      cwd: folder,
      env: {
        ...environment,
        PATH: [resolve("bin"), environment.PATH].join(delimiter),
        ...emulatedEnvironment(emulator),
        GITHUB_WORKSPACE: resolve("."),
        GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
        ...more,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, "close")) as [number];
    for (const secret of SECRETS) assert.ok(!output.includes(secret), output);
    return { code, output };
  }
  const report = (name: string) => readFile(join(folder, "compliance-reports", name), "utf8");

  it("writes every report, and exits with 1, when there are violations", async () => {
    const { code, output } = await runScript();
    assert.equal(code, 1, output);
    assert.match(output, /Failed: \d+ violations\. Reports are in compliance-reports\./);
    const markdown = await report("compliance.md");
    assert.equal(await readFile(join(folder, "summary.md"), "utf8"), markdown);
    for (const rule of RULES) assert.match(markdown, new RegExp(rule));
    assert.match(await report("compliance.sarif"), /"uri": "examples\/compliance\/rules.json"/);
    assert.doesNotMatch(await report("compliance.csv"), /\b10\.\d+\.\d+\.\d+\b/);
  });

  it("writes the files that the workflows use", async () => {
    await runScript();
    const written = await readdir(join(folder, "compliance-reports"));
    for (const workflow of ["github-workflow.yml", "gitlab-ci.yml"]) {
      const text = await readFile(join(EXAMPLE, "ci", workflow), "utf8");
      assert.match(text, /node ci\/compliance\.mjs/);
      const taken = Array.from(text.matchAll(/compliance-reports\/([\w.]+\w)/g), ([, name]) => name ?? "");
      assert.ok(taken.length > 2);
      assert.deepEqual(
        taken.filter((name) => !written.includes(name)),
        [],
      );
    }
  });

  describe("in the GitHub workflow", () => {
    /** A double of GitHub's command line that keeps comments in a file, and the calls that were made. */
    const GH = `#!${process.execPath}
const { readFileSync, writeFileSync } = require("node:fs");
const [api, ...args] = process.argv.slice(2);
const state = JSON.parse(readFileSync(process.env.GH_STATE, "utf8"));
state.calls.push(args);
const after = (flag) => args.flatMap((each, index) => (each === flag ? [args[index + 1]] : []));
if (api !== "api") throw new Error("unexpected: " + api);
if (args[0] === "graphql") {
  if (!args.includes("--paginate") || !after("-F").includes("number=7")) throw new Error(args.join(" "));
  process.stdout.write(state.comments.map((comment) => JSON.stringify(comment) + "\\n").join(""));
} else {
  const [, path, id] = /^repos\\/acme\\/shop\\/issues\\/(?:(7\\/comments)|comments\\/(\\d+))$/.exec(args[2]);
  const [, file] = /^body=@(.*)$/.exec(after("-F")[0]);
  const body = readFileSync(file, "utf8");
  const [method] = after("--method");
  if (method === "PATCH" && id) state.comments.find(({ databaseId }) => databaseId === Number(id)).body = body;
  else if (method === "POST" && path) state.comments.push({ databaseId: state.comments.length + 1, body, viewerDidAuthor: true });
  else throw new Error(args.join(" "));
}
writeFileSync(process.env.GH_STATE, JSON.stringify(state));
`;
    interface Comment {
      databaseId: number;
      body: string;
      viewerDidAuthor: boolean;
    }
    interface Step {
      name?: string;
      run?: string;
      uses?: string;
      env?: Record<string, string>;
    }
    const ghState = async () =>
      JSON.parse(await readFile(join(folder, "gh.json"), "utf8")) as { calls: string[][]; comments: Comment[] };

    /** Runs the steps of the workflow that check and comment, as for an event. The cache is a folder that stays. */
    async function runWorkflow(event: "push" | "pull_request") {
      const text = await readFile(join(EXAMPLE, "ci/github-workflow.yml"), "utf8");
      const { jobs } = parse(text) as { jobs: { compliance: { steps: Step[] } } };
      const known: Record<string, string> = {
        "github.event_name != 'pull_request'": String(event !== "pull_request"),
        "github.event_name == 'pull_request' && 'new' || 'all'": event === "pull_request" ? "new" : "all",
        "github.event.number": "7",
        "github.token": "a-token",
      };
      const codes: number[] = [];
      const wanted = event === "push" ? ["Check the rules"] : ["Check the rules", "Comment on the pull request"];
      for (const name of wanted) {
        const step = jobs.compliance.steps.find((each) => each.name === name) ?? assert.fail(name);
        const own = Object.entries(step.env ?? {}).filter(([key]) => !key.startsWith("HW_"));
        const env = own.map(([key, value]) => [
          key,
          value.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => known[expression] ?? assert.fail(expression)),
        ]);
        codes.push((await runIn(folder, step.run ?? "", Object.fromEntries(env) as Record<string, string>)).code);
      }
      return codes;
    }

    async function runIn(cwd: string, command: string, more: Record<string, string>) {
      const environment = engineEnvironment(folder);
      const own = {
        PATH: [join(folder, "tools"), resolve("bin"), environment.PATH].join(delimiter),
        GITHUB_REPOSITORY: "acme/shop",
        GITHUB_WORKSPACE: resolve("."),
        GH_STATE: join(folder, "gh.json"),
      };
      const env = { ...environment, ...emulatedEnvironment(emulator), ...own, ...more };
      const child = spawn("bash", ["-e", "-c", command], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const [code] = (await once(child, "close")) as [number];
      return { code, output };
    }

    const LOG4J = { name: "log4j-demo", version: "2.14.1", digest: "sha256:bad0" };
    /** The first servers that hold the image get rid of it, and as many others as wanted get it. */
    const changeFleet = (mended: number, infected: number) => {
      let [toMend, toInfect] = [mended, infected];
      emulator.fleet = emulator.fleet.map((host) => {
        const others = host.images.filter(({ name }) => name !== LOG4J.name);
        const holds = others.length < host.images.length;
        if (holds && toMend-- > 0) return { ...host, images: [...others, { ...LOG4J, name: "redis" }] };
        if (!holds && host.images.length > 0 && toInfect-- > 0) return { ...host, images: [...host.images, LOG4J] };
        return host;
      });
    };

    it("updates its own comment, which shows what changed since the main branch", async () => {
      await mkdir(join(folder, "tools"));
      await writeFile(join(folder, "tools", "gh"), GH, { mode: 0o755 });
      await symlink(join(EXAMPLE, "ci"), join(folder, "ci"));
      const others = [
        { databaseId: 1, body: "Looks good to me", viewerDidAuthor: false },
        {
          databaseId: 2,
          body: "<!-- huaweicloud-hss-compliance 000000000000 -->\nAnother check",
          viewerDidAuthor: true,
        },
      ];
      await writeFile(join(folder, "gh.json"), JSON.stringify({ calls: [], comments: others }));

      assert.deepEqual(await runWorkflow("push"), [1]);
      const baseline = await readFile(join(folder, "compliance-baseline/baseline.json"), "utf8");

      // Nothing changed: the pull request may be merged, whatever was found before.
      assert.deepEqual(await runWorkflow("pull_request"), [0, 0]);
      const { comments: first } = await ghState();
      assert.equal(first.length, 3);
      assert.match(first[2]?.body ?? "", /Image compliance passed[^]*\*\*0 new, 0 fixed\*\*, \d+ unchanged since/);
      // Somebody else quotes the comment.
      const state = { calls: [], comments: [{ ...first[2], databaseId: 0, viewerDidAuthor: false }, ...first] };
      await writeFile(join(folder, "gh.json"), JSON.stringify(state));

      changeFleet(1, 2);
      assert.deepEqual(await runWorkflow("pull_request"), [1, 0]);
      const { calls, comments: second } = await ghState();
      assert.deepEqual(calls[1]?.slice(0, 3), ["--method", "PATCH", "repos/acme/shop/issues/comments/3"]);
      assert.equal(calls.length, 2);
      assert.deepEqual(second.slice(0, 3), state.comments.slice(0, 3));
      const body = second[3]?.body ?? "";
      assert.match(body, /Image compliance failed[^]*\*\*2 new, 1 fixed\*\*, \d+ unchanged since/);
      assert.equal(body.match(/^- 🆕 /gm)?.length, 2);
      assert.match(body, /<summary>1 fixed<\/summary>\n\n- `no-vulnerable-log4j`: 1 violation\n/);
      assert.equal(await readFile(join(folder, "compliance-baseline/baseline.json"), "utf8"), baseline);
    });
  });

  it("exits with 0 without violations", async () => {
    emulator.fleet = emulator.fleet.map((host) => ({
      ...host,
      images: host.images.filter(({ name }) => !["log4j-demo", "nginx"].includes(name)),
    }));
    const { code, output } = await runScript();
    assert.equal(code, 0, output);
    assert.match(await report("compliance.md"), /Image compliance passed/);
  });

  it("exits with 2, and says why, if the query fails", async () => {
    const { code, output } = await runScript({ HW_AUTH_TOKEN: "nobody-knows-this" });
    assert.equal(code, 2, output);
    assert.match(output, /The servers could not be checked: [^]*APIGW\.0301/);
    assert.deepEqual(await readdir(folder).then((names) => names.filter((name) => name.startsWith("compliance-"))), []);
  });

  it("warns as a program, and exports the outcome", async () => {
    const stack = await EngineStack.create(exampleProgram("compliance"), emulator);
    try {
      const { outputs } = await stack.up();
      assert.equal(outputs.passed?.value, false);
      assert.deepEqual(Object.keys(outputs.violations?.value as object).sort(), [...RULES].sort());
      assert.match(String(outputs.report?.value), /Image compliance failed/);
      assert.match(stack.output, /warning: Compliance: /);
    } finally {
      await stack.remove();
    }
  });
});
