import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import type { Exchange } from "../../src/emulator/server/exchange.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { disguises, emulated, SECRETS } from "../support/emulated.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";

(PULUMI_CLI ? describe : describe.skip)("with the real engine", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let stack: EngineStack | undefined;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(() => {
    emulator.fleet = createFleet(450, 1);
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  afterEach(async () => {
    const output = stack?.output ?? "";
    const state = (await stack?.state()) ?? "";
    await stack?.remove();
    stack = undefined;
    for (const secret of SECRETS.flatMap(disguises)) {
      assert.ok(!output.includes(secret), `the output holds ${secret}`);
      assert.ok(!state.includes(secret), `the state holds ${secret}`);
    }
  });
  after(() => emulator.close());

  const start = async (program: PulumiFn, more: Record<string, unknown> = {}): Promise<EngineStack> =>
    (stack = await EngineStack.create(program, emulator, more));
  const hostIds = () => emulator.fleet.map(({ row }) => row.host_id);
  const listing: PulumiFn = () => {
    const { totalNum, hosts } = hss.getLocalImageHostsOutput();
    return Promise.resolve({ totalNum, hostIds: hosts.apply((list) => list.map(({ hostId }) => hostId)), hosts });
  };

  it("goes through preview, up, refresh, a second up without change, and destroy", async () => {
    const engine = await start(listing);
    assert.deepEqual((await engine.preview()).changeSummary, { create: 1 });
    const first = await engine.up();
    assert.equal(first.outputs.totalNum?.value, 450);
    assert.deepEqual(first.outputs.hostIds?.value, hostIds());
    await engine.refresh();
    const second = await engine.up();
    assert.deepEqual(second.summary.resourceChanges, { same: 1 });
    await engine.destroy();
  });

  it("gives exactly the same outputs for any order in which the pages arrive", async () => {
    const engine = await start(listing);
    const first = await engine.up();
    const arrived = new Map<number, () => void>();
    const lastPage = new Promise<void>((resolve) => arrived.set(398, resolve));
    emulator.intercept = async ({ params, response }: Exchange) => {
      const offset = Number(params.get("offset"));
      response.on("finish", () => arrived.get(offset)?.());
      if (offset === 199) await lastPage;
      return false;
    };
    const second = await engine.up();
    assert.equal(JSON.stringify(second.outputs), JSON.stringify(first.outputs));
  });

  it("takes secret credentials from the stack's configuration", async () => {
    const keys = { accessKey: "EMULATEDACCESSKEY001", secretKey: "emulated-secret-key-0000000000000000001" };
    const { outputs } = await (await start(listing, { token: undefined, ...keys })).up();
    assert.equal(outputs.totalNum?.value, 450);
  });

  it("encrypts a credential in the state even if the user did not mark it as secret", async () => {
    const token = "a-token-that-is-not-marked";
    emulator.accounts[0]?.tokens.set(token, Infinity);
    const engine = await start(listing);
    await engine.stack.setConfig("huaweicloud-hss:token", { value: token, secret: false });
    assert.equal((await engine.up()).outputs.totalNum?.value, 450);
    // The history beside it keeps the configuration as the user wrote it.
    const state = await engine.state("stacks");
    assert.match(state, /pulumi:providers:huaweicloud-hss/);
    assert.deepEqual(
      disguises(token).filter((each) => state.includes(each)),
      [],
    );
    assert.deepEqual((await engine.up()).summary.resourceChanges, { same: 1 });
  });

  it("supports two explicit providers for two regions in one program", async () => {
    const other = await startEmulator({ hosts: 7, region: "eu-west-101" });
    try {
      const settings = (of: Emulator) => ({ ...emulated(of), maxRetries: 0, region: of.region }) as hss.ProviderArgs;
      stack = await EngineStack.create(() => {
        const total = (name: string, of: Emulator) =>
          hss.getLocalImageHostsOutput({}, { provider: new hss.Provider(name, settings(of)) }).totalNum;
        return Promise.resolve({ north: total("north", emulator), west: total("west", other) });
      });
      const { outputs } = await stack.up();
      assert.equal(outputs.north?.value, 450);
      assert.equal(outputs.west?.value, 7);
      assert.equal(other.requests[0]?.headers.region, "eu-west-101");
      assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 3 });
    } finally {
      await other.close();
    }
  });

  it("keeps the results of calls with secret arguments secret", async () => {
    const engine = await start(() => {
      const { totalNum } = hss.getLocalImageHostsOutput({ imageName: pulumi.secret("log4j-demo") });
      return Promise.resolve({
        secret: totalNum,
        open: hss.getLocalImageHostsOutput({ imageName: "log4j-demo" }).totalNum,
      });
    });
    const { outputs } = await engine.up();
    assert.deepEqual(outputs.secret, { value: 3, secret: true });
    assert.deepEqual(outputs.open, { value: 3, secret: false });
  });

  describe("in a preview with unknown values", () => {
    /** A resource whose ID, its name, is known once it is made. */
    class Named extends pulumi.CustomResource {
      constructor(name: string) {
        super("huaweicloud:index/named:Named", name, {});
      }
    }

    it("sends no request for an argument that is not known yet", async () => {
      const engine = await start(() => {
        const image = new Named("log4j-demo");
        return Promise.resolve({ total: hss.getLocalImageHostsOutput({ imageName: image.id }).totalNum });
      });
      await engine.preview();
      assert.equal(emulator.requests.length, 0);
      assert.equal((await engine.up()).outputs.total?.value, 3);
      assert.equal(emulator.requests.length, 1);
    });

    it("sends a request only after the resources that the call depends on exist", async () => {
      const engine = await start(() => {
        const dependsOn = [new Named("first")];
        return Promise.resolve({
          total: hss.getLocalImageHostsOutput({ imageName: "log4j-demo" }, { dependsOn }).totalNum,
        });
      });
      await engine.preview();
      assert.equal(emulator.requests.length, 0);
      assert.equal((await engine.up()).outputs.total?.value, 3);
      await engine.preview();
      assert.equal(emulator.requests.length, 2);
    });

    it("returns unknown outputs if the provider's configuration is not known yet", async () => {
      const seen: unknown[] = [];
      stack = await EngineStack.create(() => {
        const project = new Named(emulated(emulator).projectId as string);
        const provider = new hss.Provider("hss", {
          ...(emulated(emulator) as hss.ProviderArgs),
          projectId: project.id,
        });
        const { hosts } = hss.getLocalImageHostsOutput({}, { provider });
        return Promise.resolve({
          count: hosts.apply((found: unknown) => {
            seen.push(found);
            return Array.isArray(found) ? found.length : 0;
          }),
        });
      });
      await stack.preview();
      assert.equal(emulator.requests.length, 0);
      assert.deepEqual(seen, [undefined]);
      assert.equal((await stack.up()).outputs.count?.value, 450);
    });
  });

  /** What the engine calls errors, without the stacks of the program's own runtime. */
  const errors = (output: string) =>
    [...output.matchAll(/error: (?:Unhandled exception: )?(?:Error: )?(.*)/g)].map(([, text]) => text);

  it("shows one clear message when a call fails, and exits with an error code", async () => {
    const engine = await start(() => Promise.resolve({ hosts: hss.getLocalImageHostsOutput({ limit: 0 }).hosts }));
    await assert.rejects(engine.preview(), /exit code [1-9]/);
    assert.deepEqual(
      [...new Set(errors(engine.output))],
      ["Invoke of 'huaweicloud-hss:index:getLocalImageHosts' failed: must be at least 1 (limit)"],
    );
    assert.equal(emulator.requests.length, 0);
  });

  it("shows what the API refused, and what to do", async () => {
    const engine = await start(listing, { token: "a-token-nobody-knows" });
    await assert.rejects(engine.preview(), /exit code [1-9]/);
    assert.match(
      engine.output,
      /failed: The token has expired or is not valid here\.\n +Get a new token [^]*\n +code: APIGW\.0301\n/,
    );
    assert.equal(new Set(errors(engine.output)).size, 1, engine.output);
    assert.ok(!engine.output.includes("a-token-nobody-knows"), engine.output);
  });

  it("names a wrong configuration key before it sends a request", async () => {
    const engine = await start(listing);
    await engine.configure({ pagesize: 100 });
    await assert.rejects(engine.preview());
    assert.match(engine.output, /there is no configuration key "pagesize"; use one of: region/);
    assert.equal(emulator.requests.length, 0);
  });
});
