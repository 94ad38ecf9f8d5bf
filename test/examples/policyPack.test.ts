import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { PolicyResource, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/fleet.js";
import { localImageHosts } from "../../src/hss/localImageHosts.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";

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
      return (await context.hss.list(localImageHosts, { filters }, { signal: new AbortController().signal })).rows;
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
        .map(({ host_id, host_name }) => `urn:${host_id} ${host_name} holds the forbidden image log4j-demo`)
        .sort(),
    );
    assert.equal(emulator.requests.length, 1);
  });

  it("leaves out servers outside the stack, and resources that are no servers", async () => {
    const id = holders()[0]?.row.host_id ?? "";
    assert.deepEqual(await violations([resource("elsewhere"), resource(id, "huaweicloud:index/vpc:Vpc")]), []);
    const vpcs = { images: [{ name: "log4j-demo" }], serverTypes: ["huaweicloud:index/vpc:Vpc"] };
    assert.equal((await violations([resource(id, "huaweicloud:index/vpc:Vpc")], vpcs)).length, 1);
  });

  it("goes on past servers whose ID is not known yet", async () => {
    const id = holders()[0]?.row.host_id ?? "";
    assert.equal((await violations([resource(UNKNOWN), resource(id)])).length, 1);
  });

  it("does not ask, and is not applicable, for a stack without servers", async () => {
    await assert.rejects(violations([resource(UNKNOWN)]), NotApplicable);
    assert.equal(emulator.requests.length, 0);
  });

  it("says that what it knows may be out of date", async () => {
    emulator.fleet = emulator.fleet.map((host) => ({ ...host, row: { ...host.row, agent_status: "offline" } }));
    const [violation] = await violations([resource(holders()[0]?.row.host_id ?? "")]);
    assert.match(violation ?? "", /; its HSS agent is offline, so this may be out of date$/);
  });

  it("fails when HSS cannot be asked, rather than passing", async () => {
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
