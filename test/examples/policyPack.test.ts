import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { PolicyResource, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { localImageHosts } from "../../src/hss/localImageHosts.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";
import { PolicyPackProcess, type StackResource } from "../support/policyPackProcess.js";
import { emulatedEnvironment } from "../support/emulated.js";

/** The example is a CommonJS program of its own. */
interface Pack {
  forbiddenImages: (
    hostsOf: (image: { name?: string; version?: string; digest?: string }) => Promise<readonly object[]>,
  ) => StackValidationPolicy;
}
const require = createRequire(import.meta.url);
const { forbiddenImages } = require("../../examples/policy-pack/forbiddenImages.ts") as Pack;
/** How the framework gives resources to policies; it is missing in the package's types alone. */
const { unknownCheckingProxy } = require("@pulumi/policy") as { unknownCheckingProxy: (values: object) => object };

/** What the engine sends for a value that is not known yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SERVER = "huaweicloud:index/computeInstance:ComputeInstance";

class NotApplicable extends Error {}

describe("the example policy-pack", () => {
  let emulator: Emulator;
  let context: EmulatedContext;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    context = emulatedContext(emulator);
  });
  beforeEach(() => {
    emulator.fleet = createFleet(450, 1);
    emulator.requests.length = 0;
  });
  after(async () => {
    await context.close();
    await emulator.close();
  });

  const resource = (id: string, type = SERVER): PolicyResource =>
    ({ type, urn: `urn:${id}`, name: id, props: unknownCheckingProxy({ id }) }) as unknown as PolicyResource;
  const holders = () => emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));

  async function violations(resources: PolicyResource[], config: object = { images: [{ name: "log4j-demo" }] }) {
    const policy = forbiddenImages(async ({ name, version, digest }) => {
      const filters = { imageName: name, imageVersion: version, imageDigest: digest };
      const { signal } = new AbortController();
      const { pages } = await context.hss.list(localImageHosts, { filters }, (rows) => rows, { signal });
      return pages.flat();
    });
    const found: string[] = [];
    const args = {
      resources,
      stackTags: new Map(),
      getConfig: () => config,
      notApplicable: (reason: string) => {
        throw new NotApplicable(reason);
      },
    } as unknown as StackValidationArgs;
    await policy.validateStack(args, (message, urn) => found.push(`${urn ?? ""} ${message}`));
    return found;
  }

  it("reports each server of the stack that holds a forbidden image, at its resource", async () => {
    const [first, second] = holders().map(({ row }) => row);
    assert.ok(first && second);
    const clean = emulator.fleet.find((host) => !holders().includes(host))?.row.host_id ?? "";
    assert.deepEqual(
      (
        await violations([resource(first.host_id), resource(clean), resource("elsewhere"), resource(second.host_id)])
      ).sort(),
      [first, second]
        .map(({ host_id }) => `urn:${host_id} Server ${host_id} holds the forbidden image log4j-demo`)
        .sort(),
    );
    assert.equal(emulator.requests.length, 1);
  });

  it("ignores servers outside the stack, and resources that are not servers", async () => {
    const id = holders()[0]?.row.host_id ?? "";
    assert.deepEqual(await violations([resource("elsewhere"), resource(id, "huaweicloud:index/vpc:Vpc")]), []);
    const vpcs = { images: [{ name: "log4j-demo" }], serverTypes: ["huaweicloud:index/vpc:Vpc"] };
    assert.equal((await violations([resource(id, "huaweicloud:index/vpc:Vpc")], vpcs)).length, 1);
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
    assert.match(violation ?? "", /; its HSS agent is not online, so this may be out of date$/);
  });

  it("fails if the query to HSS fails", async () => {
    emulator.intercept = ({ response }) => {
      response.writeHead(403).end('{"error_code":"HSS.0010","error_msg":"denied"}');
      return true;
    };
    await assert.rejects(violations([resource("any")]), /HSS\.0010/);
    emulator.intercept = undefined;
  });

  it("is mandatory", () => {
    assert.equal(forbiddenImages(() => Promise.resolve([])).enforcementLevel, "mandatory");
  });
});

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
  const holders = () => emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));
  const servers = () => emulator.fleet.map(({ row }) => server(row.host_id));

  it("stops a stack whose servers hold the configured image, reports each server, and queries once", async () => {
    const { diagnosticsList } = await pack.analyzeStack(servers());
    assert.equal(holders().length, 3);
    assert.deepEqual(
      diagnosticsList.map(({ urn, enforcementlevel }) => ({ urn, enforcementlevel })),
      holders().map(({ row }) => ({ urn: `urn:${row.host_id}`, enforcementlevel: EnforcementLevel.MANDATORY })),
    );
    const [first] = holders();
    const stated = `Server ${first?.row.host_id ?? ""} holds the forbidden image log4j-demo:2.14.1`;
    assert.ok(diagnosticsList[0]?.message.includes(stated), diagnosticsList[0]?.message);
    assert.deepEqual(
      emulator.requests.map(({ path, params }) => [path.split("/").at(-1), params.get("image_name")]),
      [
        ["hosts", "log4j-demo"],
        ["local-repositories", "log4j-demo"],
      ],
    );
  });

  it("passes a stack whose servers do not hold it", async () => {
    const clean = emulator.fleet.filter((host) => !holders().includes(host)).map(({ row }) => server(row.host_id));
    assert.deepEqual(await pack.analyzeStack(clean), { diagnosticsList: [], notApplicableList: [] });
    assert.equal(emulator.requests.length, 2);
  });

  it("is not applicable while no server has an ID", async () => {
    const { diagnosticsList, notApplicableList } = await pack.analyzeStack([server(UNKNOWN)]);
    assert.deepEqual(diagnosticsList, []);
    assert.deepEqual(notApplicableList, [{ policyName: "forbidden-images", reason: "The stack has no servers yet." }]);
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
