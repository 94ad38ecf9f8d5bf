import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated } from "../support/emulated.js";
import { ProviderProcess } from "../support/providerProcess.js";

const RETRIES = { maxRetries: 8, scanTimeout: "1h" };
const LOGIN = { token: undefined, userName: "auditor", password: "emulated-password", domainName: "emulated-domain" };

describe("a wait that is longer than the time that is left", () => {
  let emulator: Emulator;
  let plugin: ProviderProcess | undefined;

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(() => {
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  afterEach(() => plugin?.stop());
  after(() => emulator.close());

  const reasonWith = async (settings: Record<string, unknown>) => {
    const given = Object.entries(emulated(emulator, settings)).filter(([, value]) => value !== undefined);
    plugin = await ProviderProcess.configured(Object.fromEntries(given));
    return (await plugin.failing("getLocalImageHosts")).reason;
  };
  const refuse = (path: RegExp, status: number, retryAfter: string | undefined, body: object) => {
    emulator.intercept = (exchange) => {
      if (!path.test(exchange.path)) return false;
      const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
      exchange.response.writeHead(status, headers).end(JSON.stringify(body));
      return true;
    };
  };
  const QUOTA = { error_code: "APIGW.0308", error_msg: "The throttling threshold has been reached" };
  const inTwoHours =
    /\n {2}run again: in 7200 s \(at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\)\n {2}time left: 3\d{3} s of scanTimeout\n/;

  it("ends at once, with HSS's refusal and when to run again", async () => {
    refuse(/hosts/, 429, "7200", QUOTA);
    const reason = await reasonWith(RETRIES);
    assert.match(reason, /^The request quota is used up\.\n[^]*\n {2}status: 429\n {2}code: APIGW\.0308\n/);
    assert.match(reason, inTwoHours);
    assert.match(reason, /#quotaerror$/);
    assert.equal(emulator.requests.length, 1);
  });

  it("ends at once when it is IAM that asks to wait", async () => {
    refuse(/auth\/tokens/, 429, "7200", QUOTA);
    const reason = await reasonWith({ ...RETRIES, ...LOGIN });
    assert.match(reason, /^The request quota is used up\.\n[^]*\n {2}purpose: to get a token for the user "auditor"\n/);
    assert.match(reason, inTwoHours);
    assert.equal(emulator.requests.length, 1);
  });

  it("ends at once when the service names a window, and no Retry-After", async () => {
    refuse(/hosts/, 429, undefined, { ...QUOTA, error_msg: "policy user over ratelimit,limit:5,time:1 day" });
    const reason = await reasonWith(RETRIES);
    assert.match(reason, /^The request quota is used up\.\n[^]*\n {2}run again: in 43200 s \(at [^]*#quotaerror$/);
    assert.equal(emulator.requests.length, 1);
  });

  it("ends at once after another refusal, too", async () => {
    refuse(/hosts/, 503, "7200", { error_code: "HSS.9999", error_msg: "busy" });
    const reason = await reasonWith(RETRIES);
    assert.match(reason, /^The service failed\.\n[^]*\n {2}code: HSS\.9999\n/);
    assert.match(reason, inTwoHours);
    assert.equal(emulator.requests.length, 1);
  });

  it("ends before the request is sent when the quota is known", async () => {
    const reason = await reasonWith({ ...RETRIES, scanTimeout: "30s", requestsPerMinute: 1 });
    assert.match(
      reason,
      /^The request quota is used up, and the call would end before [^]*\n {2}page: offset 199\n {2}run again: in 60 s \(at [^]*\n {2}time left: \d\d s of scanTimeout\n[^]*#quotaerror$/,
    );
    assert.equal(emulator.requests.length, 1);
  });

  it("is told, when there are no retries", async () => {
    refuse(/hosts/, 429, "7200", QUOTA);
    const reason = await reasonWith({ maxRetries: 0 });
    assert.match(reason, /\n {2}run again: in 7200 s \(at [^\n]*\)\nSee /);
  });
});
