import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import packageJson from "../../package.json" with { type: "json" };
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated, SECRETS } from "../support/emulated.js";
import { invokeRequest, ProviderProcess, struct } from "../support/providerProcess.js";

describe("the executable", () => {
  let emulator: Emulator;
  let plugin: ProviderProcess | undefined;
  /** Everything that any of the processes printed. */
  let printed = "";

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(() => {
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  afterEach(async () => {
    await plugin?.stop();
    printed += plugin?.output ?? "";
    plugin = undefined;
  });
  after(async () => {
    await emulator.close();
    for (const secret of SECRETS) assert.ok(!printed.includes(secret), `a process printed ${secret}`);
  });

  it("prints its port and nothing else", async () => {
    plugin = await ProviderProcess.start();
    await plugin.configure(emulated(emulator));
    await plugin.invoke("getLocalImageHosts");
    assert.match(plugin.output, /^\d+\n$/);
  });

  it("returns the schema in the repository, and its version", async () => {
    plugin = await ProviderProcess.start();
    const response = await plugin.call<provider.GetSchemaResponse>("getSchema", new provider.GetSchemaRequest());
    const inRepository = JSON.parse(await readFile("schema.json", "utf8")) as unknown;
    assert.deepEqual(JSON.parse(response.getSchema()), inRepository);
    const info = await plugin.call<pluginProto.PluginInfo>("getPluginInfo", new emptyProto.Empty());
    assert.equal(info.getVersion(), packageJson.version);
  });

  it("accepts no secrets, so that the engine unwraps and marks them", async () => {
    plugin = await ProviderProcess.start();
    const handshake = await plugin.call<provider.ProviderHandshakeResponse>(
      "handshake",
      new provider.ProviderHandshakeRequest(),
    );
    assert.equal(handshake.getAcceptSecrets(), false);
    assert.equal((await plugin.configure({})).getAcceptsecrets(), false);
  });

  it("says that it manages no resources", async () => {
    plugin = await ProviderProcess.start();
    await assert.rejects(plugin.call("create", new provider.CreateRequest()), {
      code: 12,
      details: /huaweicloud-hss has functions only and manages no resources: create is not implemented/,
    });
  });

  it("checks configuration and names the property", async () => {
    plugin = await ProviderProcess.start();
    assert.deepEqual(await plugin.checkConfig({ region: "cn-north-4", pageSize: "100" }), []);
    const failures = await plugin.checkConfig({ regoin: "x", pageSize: "1", token: "" });
    assert.deepEqual(failures.map(({ property }) => property).sort(), ["pageSize", "regoin", "token"]);
  });

  it("detects changes of the configuration", async () => {
    plugin = await ProviderProcess.start();
    const diff = async (olds: object, news: object) => {
      const request = new provider.DiffRequest().setOldInputs(struct({ ...olds })).setNews(struct({ ...news }));
      return (await plugin?.call<provider.DiffResponse>("diffConfig", request))?.getChanges();
    };
    const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
    assert.equal(await diff({ region: "a", pageSize: "1" }, { pageSize: "1", region: "a" }), DIFF_NONE);
    assert.equal(await diff({ region: "a" }, { region: "b" }), DIFF_SOME);
  });

  const { region, projectId, token, endpoint, enterpriseProjectId } = {
    region: "HW_REGION_NAME",
    projectId: "HW_PROJECT_ID",
    token: "HW_AUTH_TOKEN",
    endpoint: "HW_HSS_ENDPOINT",
    enterpriseProjectId: "HW_ENTERPRISE_PROJECT_ID",
  };

  it("accepts configuration from the stack or an explicit provider, as strings and as secrets", async () => {
    const secretToken = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "emulated-token",
    };
    plugin = await ProviderProcess.configured(emulated(emulator, { pageSize: "100", token: secretToken }));
    const { result } = await plugin.invoke("getLocalImageHosts");
    assert.equal(result.totalNum, 450);
    assert.equal(emulator.requests[0]?.params.get("limit"), "100");
  });

  it("reads configuration from the environment", async () => {
    const given = emulated(emulator);
    plugin = await ProviderProcess.configured(
      {},
      {
        [region]: String(given.region),
        [projectId]: String(given.projectId),
        [token]: String(given.token),
        [endpoint]: String(given.endpoint),
        [enterpriseProjectId]: "all_granted_eps",
      },
    );
    assert.equal((await plugin.invoke("getLocalImageHosts")).result.totalNum, 450);
  });

  it("prefers the stack's configuration to the environment", async () => {
    plugin = await ProviderProcess.configured(emulated(emulator), {
      [token]: "wrong",
      [endpoint]: "http://127.0.0.1:1",
    });
    assert.equal((await plugin.invoke("getLocalImageHosts")).result.totalNum, 450);
  });

  it("reports bad arguments as failures by their names", async () => {
    plugin = await ProviderProcess.configured(emulated(emulator));
    const bad = { offset: -1, limit: 0, imageName: "", hostname: "x", agentId: 7 };
    const { failures } = await plugin.invoke("getLocalImageHosts", bad);
    assert.deepEqual(failures.map(({ property }) => property).sort(), Object.keys(bad).sort());
    assert.equal(emulator.requests.length, 0);
  });

  it("refuses half of a surrogate pair in a filter, a rule or a configuration key, by its name", async () => {
    const half = "nginx\ude00";
    const reason = "must be valid Unicode, without half of a surrogate pair";
    plugin = await ProviderProcess.configured(emulated(emulator));
    assert.deepEqual((await plugin.invoke("getLocalImageHosts", { imageName: half, agentId: "😀" })).failures, [
      { property: "imageName", reason },
    ]);
    const rule = { name: "rule", severity: "low", effect: "deny", image: { name: half } };
    assert.deepEqual((await plugin.invoke("getLocalImageCompliance", { rules: [rule] })).failures, [
      { property: "rules[0].image.name", reason },
    ]);
    assert.deepEqual(await plugin.checkConfig({ projectName: half }), [{ property: "projectName", reason }]);
    assert.equal(emulator.requests.length, 0);
  });

  it("lists its functions if a program calls an unknown one", async () => {
    plugin = await ProviderProcess.configured(emulated(emulator));
    await assert.rejects(
      plugin.invoke("getHosts"),
      /The provider has no function .*getHosts"\.\nUse one of: .*getLocalImageHosts/,
    );
  });

  it("fails clearly when it is called before it is configured", async () => {
    plugin = await ProviderProcess.start();
    await assert.rejects(plugin.invoke("getLocalImageHosts"), /was called before it was configured\.\n/);
  });

  it("gives the rows of the reading that held, and none of one before it", async () => {
    plugin = await ProviderProcess.configured(emulated(emulator, { maxConcurrency: 1 }));
    const fleet = emulator.fleet;
    emulator.intercept = ({ index }) => {
      if (index === 2) emulator.fleet = fleet.slice(100);
      return false;
    };
    const { result } = await plugin.invoke("getLocalImageHosts");
    emulator.fleet = fleet;
    const hostIds = (result.hosts as Record<string, string>[]).map(({ hostId }) => hostId);
    assert.deepEqual(
      hostIds,
      fleet.slice(100).map(({ row }) => row.host_id),
    );
  });

  it("ends a pending call when the engine cancels, and accepts no more", async () => {
    plugin = await ProviderProcess.configured(emulated(emulator));
    const reached = new Promise<void>((resolve) => {
      emulator.intercept = () => {
        resolve();
        return new Promise<boolean>(() => undefined);
      };
    });
    const call = plugin.invoke("getLocalImageHosts");
    const rejected = assert.rejects(
      call,
      /The call was cancelled by the Pulumi engine before the answer was complete\./,
    );
    await reached;
    await plugin.cancel();
    await rejected;
    await assert.rejects(
      plugin.invoke("getLocalImageHosts"),
      /The call was cancelled by the Pulumi engine before the answer was complete\./,
    );
  });

  it("aborts the requests of a call whose client has gone", async () => {
    plugin = await ProviderProcess.configured(emulated(emulator));
    let closed: () => void = () => undefined;
    const connectionClosed = new Promise<void>((resolve) => (closed = resolve));
    const reached = new Promise<void>((resolve) => {
      emulator.intercept = ({ request }) => {
        request.socket.once("close", closed);
        resolve();
        return new Promise<boolean>(() => undefined);
      };
    });
    const call = plugin.client.invoke(invokeRequest("getLocalImageHosts", {}), () => undefined);
    await reached;
    call.cancel();
    await connectionClosed;
  });

  it("ends with exit code 0 on SIGTERM, even in the middle of a call", async () => {
    plugin = await ProviderProcess.configured(emulated(emulator));
    const reached = new Promise<void>((resolve) => {
      emulator.intercept = () => {
        resolve();
        return new Promise<boolean>(() => undefined);
      };
    });
    const rejected = assert.rejects(plugin.invoke("getLocalImageHosts"));
    await reached;
    assert.equal(await plugin.stop(), 0);
    await rejected;
  });
});
