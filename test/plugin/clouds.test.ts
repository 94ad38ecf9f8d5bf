import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated } from "../support/emulated.js";
import { homeFolder } from "../support/homeFolder.js";
import { ProviderProcess } from "../support/providerProcess.js";

const LOGIN = { userName: "auditor", password: "a-password-of-value", domainName: "emulated-domain" };
const KEYS = { accessKey: "EMULATEDACCESSKEY001", secretKey: "emulated-secret-key-0000000000000000001" };
const AGENCY = { agencyName: "emulated-agency", agencyDomainName: "emulated-domain" };
const PROJECT = { projectId: "p-1" };
const GATEWAY = { endpoint: "https://gateway.example" };

interface Way {
  configuration?: Record<string, unknown>;
  env?: Record<string, string>;
  sdkFile?: string;
}

/** Where the first request goes, of a provider in cn-north-4 with these settings. */
const goes: Record<string, [way: Way, host: string]> = {
  "the password to IAM of the region": [{ configuration: LOGIN }, "iam.cn-north-4.myhuaweicloud.com"],
  "the password to IAM of HW_CLOUD": [
    { configuration: LOGIN, env: { HW_CLOUD: "g42cloud.com" } },
    "iam.cn-north-4.g42cloud.com",
  ],
  "the password to IAM of the configured cloud": [
    { configuration: { ...LOGIN, cloud: "g42cloud.com" }, env: { HW_CLOUD: "other.example" } },
    "iam.cn-north-4.g42cloud.com",
  ],
  "the password to IAM beside HSS": [
    { configuration: LOGIN, env: { HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4: "https://hss.cn-north-4.g42cloud.com" } },
    "iam.cn-north-4.g42cloud.com",
  ],
  "the password to HUAWEICLOUD_SDK_IAM_ENDPOINT": [
    { configuration: LOGIN, env: { HUAWEICLOUD_SDK_IAM_ENDPOINT: "https://iam.example" } },
    "iam.example",
  ],
  "the password to IAM of the cloud, with HSS elsewhere": [
    { configuration: { ...LOGIN, ...GATEWAY, cloud: "g42cloud.com" } },
    "iam.cn-north-4.g42cloud.com",
  ],
  "keys to IAM in the SDK's file": [
    { sdkFile: `[basic]\nak=${KEYS.accessKey}\nsk=${KEYS.secretKey}\niam_endpoint=https://iam.file.example\n` },
    "iam.file.example",
  ],
  "a token to HSS of the cloud": [
    { configuration: { ...PROJECT, token: "t", cloud: "g42cloud.com" } },
    "hss.cn-north-4.g42cloud.com",
  ],
  "a token to HSS's address, which needs no IAM": [
    { configuration: { ...PROJECT, ...GATEWAY, token: "t" } },
    "gateway.example",
  ],
  "keys to HSS's address, which need no IAM": [
    { configuration: { ...PROJECT, ...GATEWAY, ...KEYS } },
    "gateway.example",
  ],
  "a token to eu-west-0, which is in the main cloud": [
    { configuration: { ...PROJECT, token: "t", region: "eu-west-0" } },
    "hss.eu-west-0.myhuaweicloud.com",
  ],
  "a token to eu-west-101, which is in the European cloud": [
    { configuration: { ...PROJECT, token: "t", region: "eu-west-101" } },
    "hss.eu-west-101.myhuaweicloud.eu",
  ],
};

/** Where HSS's address says nothing about IAM's. */
const unknown: Record<string, Record<string, unknown>> = {
  "a password": { ...LOGIN, ...PROJECT },
  "a password whose project is looked up": LOGIN,
  "a password for an agency": { ...LOGIN, ...PROJECT, ...AGENCY },
  "a token whose project is looked up": { token: "a-token-of-value" },
  "keys whose project is looked up": KEYS,
  "keys for an agency": { ...KEYS, ...PROJECT, ...AGENCY },
};

describe("the executable in other clouds", () => {
  /** Lets nothing through, but writes down where each connection was to lead. */
  let proxy: Server;
  let asked: string[];
  let plugin: ProviderProcess | undefined;
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator({ hosts: 3 });
    emulator.projects = [...emulator.projects, { id: "p-2", name: "cn-south-1" }];
    proxy = createServer().on("connect", ({ url = "" }, socket) => {
      asked.push(url);
      socket.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => {
    asked = [];
    emulator.requests.length = 0;
  });
  afterEach(() => plugin?.stop());
  after(async () => {
    proxy.close();
    await emulator.close();
  });

  const failure = async ({ configuration, env, sdkFile }: Way, args = {}) => {
    const home = await homeFolder(sdkFile === undefined ? {} : { ".huaweicloud/credentials": sdkFile });
    const { port } = proxy.address() as AddressInfo;
    plugin = await ProviderProcess.configured(
      { region: "cn-north-4", maxRetries: 0, ...configuration },
      { HOME: home.path, HTTPS_PROXY: `http://127.0.0.1:${port}`, ...env },
    );
    const said = await plugin.failing("getLocalImageHosts", args);
    await home.remove();
    return said;
  };

  for (const [what, [way, host]] of Object.entries(goes)) {
    it(`sends ${what}`, async () => {
      await failure(way);
      assert.deepEqual(asked, [`${host}:443`]);
    });
  }

  for (const [what, credentials] of Object.entries(unknown)) {
    it(`sends ${what} nowhere, when it does not know where IAM is`, async () => {
      const { message } = await failure({ configuration: { ...credentials, ...GATEWAY } });
      assert.match(message, /^The address of IAM is not known, .*\nSet iamEndpoint \(HW_AUTH_URL\) to /);
      assert.deepEqual(asked, []);
    });
  }

  it("sends nothing to a cloud that is none", async () => {
    const { message } = await failure({ configuration: LOGIN, env: { HW_CLOUD: "https://g42cloud.com" } });
    assert.match(message, /^"https:\/\/g42cloud\.com" is not the domain of a cloud\.\nSet cloud \(HW_CLOUD\) to /);
    assert.deepEqual(asked, []);
  });

  for (const endpoint of ["https://hss.cn-north-4.g42cloud.com", "https://gateway.example"]) {
    it(`sends a call for another region nowhere, with HSS at ${endpoint}`, async () => {
      const { message } = await failure(
        { configuration: { token: "t", endpoint } },
        { region: "cn-south-1", projectId: "p-2" },
      );
      assert.match(
        message,
        /^endpoint is the address of HSS in cn-north-4, but the call is for the region cn-south-1\.\n/,
      );
      assert.deepEqual(asked, []);
    });
  }

  it("finds all that it needs by the SDKs' variables, in each region", async () => {
    const { endpoint, iamEndpoint, ...configuration } = emulated(emulator);
    assert.ok(endpoint && iamEndpoint);
    plugin = await ProviderProcess.configured(configuration, {
      HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4: emulator.url,
      HUAWEICLOUD_SDK_REGION_HSS_CN_SOUTH_1: emulator.url,
      HUAWEICLOUD_SDK_IAM_ENDPOINT: emulator.url,
    });
    assert.equal((await plugin.invoke("getIdentity")).result.domainName, "emulated-domain");
    assert.equal((await plugin.invoke("getLocalImageHosts")).result.totalNum, 3);
    const elsewhere = { region: "cn-south-1", projectId: "p-2" };
    assert.equal((await plugin.invoke("getLocalImageHosts", elsewhere)).result.totalNum, 3);
    assert.equal(emulator.requests.at(-1)?.headers.region, "cn-south-1");
  });
});
