import assert from "node:assert/strict";
import pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import * as hss from "pulumi-huaweicloud-hss";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/fleet.js";
import { emulated, SECRETS } from "../support/emulated.js";
import { EngineStack, PULUMI_CLI } from "../support/engineStack.js";

const inPlainAndBase64 = (secret: string) => [secret, Buffer.from(secret).toString("base64").replace(/=+$/, "")];

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
    for (const secret of SECRETS.flatMap(inPlainAndBase64)) {
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
    return Promise.resolve({ totalNum, hostIds: hosts.apply((list) => list.map(({ hostId }) => hostId)) });
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
    assert.deepEqual(second.outputs, first.outputs);
    await engine.destroy();
  });

  for (const size of [0, 10_000]) {
    it(`previews and runs a program over ${size} hosts`, async () => {
      emulator.fleet = createFleet(size, 2);
      const engine = await start(listing);
      await engine.preview();
      const { outputs } = await engine.up();
      assert.equal(outputs.totalNum?.value, size);
      assert.deepEqual(outputs.hostIds?.value, hostIds());
    });
  }

  it("takes secret credentials from the stack's configuration", async () => {
    const keys = { accessKey: "EMULATEDACCESSKEY001", secretKey: "emulated-secret-key-0000000000000000001" };
    const { outputs } = await (await start(listing, { token: undefined, ...keys })).up();
    assert.equal(outputs.totalNum?.value, 450);
  });

  it("takes two explicit providers for two regions in one program", async () => {
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

  it("shows one clear message when a call fails, and fails the preview", async () => {
    const engine = await start(() => Promise.resolve({ hosts: hss.getLocalImageHostsOutput({ limit: 0 }).hosts }));
    await assert.rejects(engine.preview());
    assert.match(
      engine.output,
      /Invoke of 'huaweicloud-hss:index:getLocalImageHosts' failed: must be at least 1 \(limit\)/,
    );
    assert.equal(engine.output.match(/must be at least 1/g)?.length, 1, engine.output);
    assert.equal(emulator.requests.length, 0);
  });

  it("shows what the API refused, with the way out", async () => {
    const engine = await start(listing, { token: "a-token-nobody-knows" });
    await assert.rejects(engine.preview());
    assert.match(engine.output, /HTTP 401 APIGW\.0301: .*Check the token: it ended/);
    assert.ok(!engine.output.includes("a-token-nobody-knows"), engine.output);
  });

  it("names a wrong configuration key before anything is asked", async () => {
    const engine = await start(listing);
    await engine.configure({ pagesize: 100 });
    await assert.rejects(engine.preview());
    assert.match(engine.output, /unknown configuration key "pagesize"; known are: region/);
    assert.equal(emulator.requests.length, 0);
  });
});
