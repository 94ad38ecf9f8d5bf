import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { PolicyResource, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host } from "../../src/emulator/hss/host.js";
import { checkCompliance } from "../support/checkCompliance.js";
import { denyRule, requireRule } from "../support/complianceData.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";
import { PolicyPackProcess, type StackResource } from "../support/policyPackProcess.js";
import { emulatedEnvironment } from "../support/emulated.js";

type Level = "mandatory" | "advisory";

/** The example is a CommonJS program of its own. */
interface Pack {
  imageRules: (level: Level, check: (ruleFile: string) => Promise<object>) => StackValidationPolicy;
}
const require = createRequire(import.meta.url);
const { imageRules } = require("../../examples/policy-pack/imageRules.ts") as Pack;
/** How the framework gives resources to policies; it is missing in the package's types alone. */
const { unknownCheckingProxy } = require("@pulumi/policy") as { unknownCheckingProxy: (values: object) => object };

/** What the engine sends for a value that is not known yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SERVER = "huaweicloud:index/computeInstance:ComputeInstance";

/** What a test gives the policy. The file has the rules alone, unless it is given. */
interface Given {
  rules?: object[];
  file?: object;
  level?: Level;
  config?: object;
}

class NotApplicable extends Error {}

describe("the example policy-pack", () => {
  let emulator: Emulator;
  let context: EmulatedContext;
  let folder: string;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    context = emulatedContext(emulator);
    folder = await mkdtemp(join(tmpdir(), "huaweicloud-hss-pack-"));
  });
  beforeEach(() => {
    emulator.fleet = createFleet(450, 1);
    emulator.requests.length = 0;
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await context.close();
    await emulator.close();
  });

  const resource = (id: string, type = SERVER): PolicyResource =>
    ({ type, urn: `urn:${id}`, name: id, props: unknownCheckingProxy({ id }) }) as unknown as PolicyResource;
  const holders = () => emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));

  async function violations(
    resources: PolicyResource[],
    { rules = [denyRule()], file = { rules }, level = "mandatory", config = {} }: Given = {},
  ) {
    const ruleFile = join(folder, "rules.yaml");
    await writeFile(ruleFile, JSON.stringify(file));
    const policy = imageRules(level, (content) => checkCompliance(context, { ruleFile: content }));
    const found: string[] = [];
    const args = {
      resources,
      stackTags: new Map(),
      getConfig: () => ({ ruleFile, ...config }),
      notApplicable: (reason: string) => {
        throw new NotApplicable(reason);
      },
    } as unknown as StackValidationArgs;
    await policy.validateStack(args, (message, urn) => found.push(`${urn ?? "stack"} ${message}`));
    return found.sort();
  }

  it("reports each server of the stack that violates a rule, at its resource, and no other server", async () => {
    emulator.fleet = emulator.fleet.map((host) => ({ ...host, row: { ...host.row, agent_status: "online" } }));
    const [first, second] = holders().map(({ row }) => row.host_id);
    assert.ok(first && second);
    const clean = emulator.fleet.find((host) => !holders().includes(host))?.row.host_id ?? "";
    assert.deepEqual(
      await violations([resource(first), resource(clean), resource("elsewhere"), resource(second)]),
      [first, second].map((id) => `urn:${id} Server ${id} violates no-log4j: holds log4j-demo`).sort(),
    );
  });

  it("ignores servers outside the stack, and resources that are not servers", async () => {
    const id = holders()[0]?.row.host_id ?? "";
    const vpc = resource(id, "huaweicloud:index/vpc:Vpc");
    assert.deepEqual(await violations([resource("elsewhere"), vpc]), []);
    assert.equal((await violations([vpc], { config: { serverTypes: [vpc.type] } })).length, 1);
  });

  it("ignores servers whose ID is not known yet", async () => {
    const id = holders()[0]?.row.host_id ?? "";
    assert.equal((await violations([resource(UNKNOWN), resource(id)])).length, 1);
  });

  it("sends no request, and is not applicable, for a stack without servers", async () => {
    await assert.rejects(violations([resource(UNKNOWN)]), NotApplicable);
    assert.equal(emulator.requests.length, 0);
  });

  it("says that its data may be out of date", async () => {
    emulator.fleet = emulator.fleet.map((host) => ({ ...host, row: { ...host.row, agent_status: "offline" } }));
    const [violation] = await violations([resource(holders()[0]?.row.host_id ?? "")]);
    assert.match(violation ?? "", /; its agent is offline, so this may be out of date$/);
  });

  it("honours exceptions", async () => {
    const host_id = holders()[0]?.row.host_id ?? "";
    const rule = denyRule({ exceptions: [{ host: host_id, reason: "known", expires: "2999-12-31" }] });
    assert.deepEqual(await violations([resource(host_id)], { rules: [rule] }), []);
  });

  it("takes each rule at the level that it enforces", async () => {
    const id = holders()[0]?.row.host_id ?? "";
    const rules = (["error", "warn", "none", undefined] as const).map((enforce) =>
      denyRule({ name: `rule-${String(enforce)}`, enforce }),
    );
    const named = async (level: Level) =>
      (await violations([resource(id)], { rules, level })).map((each) => / violates (\S+):/.exec(each)?.[1]);
    assert.deepEqual(await named("mandatory"), ["rule-error", "rule-undefined"]);
    assert.deepEqual(await named("advisory"), ["rule-warn"]);
    const stack = [resource(id)];
    await assert.rejects(violations(stack, { rules: [denyRule()], level: "advisory" }), /^Error: No rule is advisory/);
    await assert.rejects(violations(stack, { level: "advisory", config: { ruleFile: undefined } }), NotApplicable);
  });

  it("reports an image whose servers HSS only counts, but not what the whole fleet lacks", async () => {
    const image = { name: "", version: "", digest: "" };
    emulator.fleet = emulator.fleet.map((host) => ({ ...host, images: [image] }));
    const rules = [
      { ...denyRule({ name: "allowed" }), effect: "allow", image: undefined, images: [{ name: "nginx" }] },
      requireRule({ minimumHosts: 2 }),
    ];
    const [violation = "", ...others] = await violations([resource("any")], { rules });
    assert.match(violation, /^stack allowed is violated: \d+ servers hold <none>, which is not allowed$/);
    assert.deepEqual(others, []);
  });

  it("shows no text from a server that a CI system takes for a command", async () => {
    const [host = assert.fail()] = emulator.fleet;
    const image = { name: "a\n##vso[task.complete]\u2028::x::", version: "1", digest: "sha256:ab" };
    emulator.fleet = [{ ...host, row: { ...host.row, agent_status: "online" }, images: [image] }];
    assert.deepEqual(
      await violations([resource(host.row.host_id)], { rules: [denyRule({ image: { namePattern: "**" } })] }),
      [`urn:${host.row.host_id} Server ${host.row.host_id} violates no-log4j: holds a # #vso[task.complete] ::x:::1`],
    );
  });

  it("fails if the rule file is missing or has a mistake", async () => {
    const stack = [resource("any")];
    await assert.rejects(
      violations(stack, { config: { ruleFile: "missing.yaml" } }),
      /ENOENT: [^]*policy-pack.missing/,
    );
    await assert.rejects(violations(stack, { rules: [] }), /must contain at least one rule/);
    await assert.rejects(violations(stack, { rules: [{ ...denyRule(), efect: "deny" }] }), /efect/);
    await assert.rejects(violations(stack, { file: { rules: [denyRule()], rule: [] } }), /rule/);
    assert.equal(emulator.requests.length, 0);
  });

  it("fails if the query to HSS fails", async () => {
    emulator.intercept = ({ response }) => {
      response.writeHead(403).end('{"error_code":"HSS.0010","error_msg":"denied"}');
      return true;
    };
    await assert.rejects(violations([resource("any")]), /HSS\.0010/);
    emulator.intercept = undefined;
  });

  it("has a mandatory and an advisory policy", () => {
    const levels = (["mandatory", "advisory"] as const).map(
      (level) => imageRules(level, () => Promise.resolve({})).enforcementLevel,
    );
    assert.deepEqual(levels, ["mandatory", "advisory"]);
  });
});

const byUrn = (a: { urn: string }, b: { urn: string }) => (a.urn < b.urn ? -1 : 1);

describe("the example policy-pack, run as Pulumi runs it,", function () {
  this.timeout(60_000);
  const folder = "examples/policy-pack";
  let emulator: Emulator;
  let pack: PolicyPackProcess;
  const running: PolicyPackProcess[] = [];
  let environment: Record<string, string>;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    environment = {
      ...emulatedEnvironment(emulator),
    };
    pack = await start(environment);
  });
  beforeEach(() => {
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  after(async () => {
    await Promise.all(running.map((each) => each.stop()));
    await emulator.close();
  });

  const start = async (env: Record<string, string>) => {
    const started = await PolicyPackProcess.start(folder, env);
    running.push(started);
    const settings = await readFile(`${folder}/config.json`, "utf8");
    await started.configure(JSON.parse(settings) as Record<string, Record<string, unknown>>);
    return started;
  };
  const server = (id: string): StackResource => ({ type: SERVER, urn: `urn:${id}`, properties: { id } });
  const servers = () => emulator.fleet.map(({ row }) => server(row.host_id));
  /** The servers that violate the rules of the example compliance, by their IDs. */
  const atFault = () => {
    const holds = (host: Host, name: string, version: string) =>
      host.images.some((image) => image.name === name && image.version === version);
    const log4j = emulator.fleet.filter((host) => holds(host, "log4j-demo", "2.14.1"));
    const nginx = emulator.fleet.filter(
      (host) => holds(host, "nginx", "1.25.3") && host.row.host_name.startsWith("prod-"),
    );
    return [log4j, nginx].map((hosts) => [...new Set(hosts.map(({ row }) => row.host_id))]);
  };

  it("stops a stack whose servers violate the rule file, and reports each server", async () => {
    const { diagnosticsList } = await pack.analyzeStack(servers());
    const [log4j = [], nginx = []] = atFault();
    assert.equal(log4j.length, 3);
    assert.ok(nginx.length > 0);
    const mandatory = EnforcementLevel.MANDATORY;
    assert.deepEqual(
      diagnosticsList
        .map(({ urn, policyname, enforcementlevel }) => ({ urn, policyname, enforcementlevel }))
        .sort(byUrn),
      [...log4j, ...nginx]
        .map((id) => ({ urn: `urn:${id}`, policyname: "image-rules", enforcementlevel: mandatory }))
        .sort(byUrn),
    );
    const messages = diagnosticsList.map(({ message }) => message).join("\n");
    for (const id of log4j)
      assert.ok(messages.includes(`Server ${id} violates no-vulnerable-log4j: holds log4j-demo:2.14.1`));
  });

  it("passes a stack whose servers do not violate it", async () => {
    const found = new Set(atFault().flat());
    const clean = servers().filter(({ properties }) => !found.has(properties.id as string));
    assert.deepEqual(await pack.analyzeStack(clean), {
      diagnosticsList: [],
      notApplicableList: [{ policyName: "image-rules-advisory", reason: "No rule is advisory." }],
    });
  });

  it("is not applicable while no server has an ID", async () => {
    const { diagnosticsList, notApplicableList } = await pack.analyzeStack([server(UNKNOWN)]);
    assert.deepEqual(diagnosticsList, []);
    const reason = "The stack has no servers yet.";
    assert.deepEqual(notApplicableList, [
      { policyName: "image-rules", reason },
      { policyName: "image-rules-advisory", reason },
    ]);
    assert.equal(emulator.requests.length, 0);
  });

  it("does not pass a stack if the query failed", async () => {
    emulator.intercept = ({ response }) => {
      response.writeHead(403).end('{"error_code":"HSS.0010","error_msg":"denied"}');
      return true;
    };
    await assert.rejects(pack.analyzeStack(servers()), /HSS\.0010/);
    const { HW_AUTH_TOKEN, ...without } = environment;
    assert.ok(HW_AUTH_TOKEN);
    const other = await start({ ...without, HW_METADATA_ENDPOINT: "http://127.0.0.1:1" });
    await assert.rejects(other.analyzeStack(servers()), /No credentials/);
  });

  it("fails immediately if it does not start", async () => {
    await assert.rejects(PolicyPackProcess.start("examples", environment), /ended with code 32:[^]*entry point/);
  });
});
