import assert from "node:assert/strict";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { hssPackage } from "../../src/provider/hssPackage.js";
import { emulated } from "../support/emulated.js";
import { ProviderProcess } from "../support/providerProcess.js";

/** With a known quota, requests wait for no earlier answer. */
const UNPACED = { requestsPerMinute: 600 };
/** The list of 450 servers takes this many requests. */
const PAGES = 3;

describe("equal calls to the executable", () => {
  let emulator: Emulator;
  let plugin: ProviderProcess;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    plugin = await ProviderProcess.configured(emulated(emulator, UNPACED));
  });
  beforeEach(() => {
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  after(async () => {
    await plugin.stop();
    await emulator.close();
  });

  /** Resolves when all calls that were made before have reached the provider: it takes them in their order. */
  const arrived = (provider = plugin) => provider.call("getPluginInfo", new emptyProto.Empty());

  /** Holds the first request back until it is let go; `reached` resolves when it is there. */
  const holdFirst = (isIt: (path: string) => boolean = () => true) => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const reached = new Promise<void>((resolve) => {
      let first = true;
      emulator.intercept = async ({ path }) => {
        if (!first || !isIt(path)) return false;
        first = false;
        resolve();
        await held;
        return false;
      };
    });
    return { reached, letGo };
  };

  it("share one list when they are made at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => plugin.invoke("getLocalImageHosts")));
    assert.deepEqual(
      answers.map(({ result }) => result.totalNum),
      Array(10).fill(450),
    );
    assert.equal(emulator.requests.length, PAGES);
  });

  it("share one list that waits for a token, as it has asked HSS nothing yet", async () => {
    const user = { userName: "auditor", password: "emulated-password", domainName: "emulated-domain" };
    const configuration = emulated(emulator, { ...UNPACED, ...user });
    delete configuration.token;
    const started = await ProviderProcess.configured(configuration);
    try {
      const login = holdFirst((path) => path === "/v3/auth/tokens");
      const first = started.invoke("getLocalImageHosts");
      await login.reached;
      const others = Array.from({ length: 9 }, () => started.invoke("getLocalImageHosts"));
      await arrived(started);
      login.letGo();
      for (const { result } of await Promise.all([first, ...others])) assert.equal(result.totalNum, 450);
      assert.equal(emulator.requests.length, 1 + PAGES);
    } finally {
      await started.stop();
    }
  });

  it("share one more list when they come while another is read", async () => {
    const page = holdFirst();
    const first = plugin.invoke("getLocalImageHosts");
    await page.reached;
    const others = Array.from({ length: 10 }, () => plugin.invoke("getLocalImageHosts"));
    await arrived();
    page.letGo();
    for (const { result } of await Promise.all([first, ...others])) assert.equal(result.totalNum, 450);
    assert.equal(emulator.requests.length, 2 * PAGES);
  });

  it("see an image that has appeared since an earlier call asked", async () => {
    const { fleet } = emulator;
    emulator.fleet = [];
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const asked = new Promise<void>((resolve) => {
      emulator.intercept = async ({ index, response }) => {
        if (index > 0) return false;
        // Read before the image appears, and answered after it.
        const old = JSON.stringify({ total_num: emulator.fleet.length, data_list: [] });
        resolve();
        await held;
        response.setHeader("content-type", "application/json").end(old);
        return true;
      };
    });
    const before = plugin.invoke("getLocalImageHostCount", { imageName: "log4j-demo" });
    await asked;
    emulator.fleet = fleet;
    const after = plugin.invoke("getLocalImageHostCount", { imageName: "log4j-demo" });
    await arrived();
    answer();
    assert.deepEqual((await before).result, { totalNum: 0, present: false, unverifiedImages: [] });
    assert.deepEqual((await after).result, { totalNum: 3, present: true, unverifiedImages: [] });
  });

  const image = { name: "no-log4j", severity: "low", effect: "deny", image: { name: "log4j-demo" } };
  const argumentsOf: Readonly<Record<string, Record<string, unknown>>> = {
    getLocalImageCompliance: { rules: [image], asOf: "2026-11-24T12:00:00Z" },
    getVulnerableImageHosts: { cve: "CVE-2021-44228" },
  };
  for (const { name } of hssPackage.functions) {
    it(`never get an answer that was asked for before them: ${name}`, async () => {
      const args = argumentsOf[name] ?? {};
      await plugin.invoke(name, args);
      const [first] = emulator.requests;
      const ofOneCall = emulator.requests.length;
      emulator.requests.length = 0;
      const page = holdFirst((path) => path === first?.path);
      const early = plugin.invoke(name, args);
      await page.reached;
      const late = plugin.invoke(name, args);
      await arrived();
      page.letGo();
      await Promise.all([early, late]);
      assert.equal(emulator.requests.length, 2 * ofOneCall);
    });
  }
});
