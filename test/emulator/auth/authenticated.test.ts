import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { ask, HOSTS, signed, TOKEN, type Headers } from "../emulatorClient.js";

describe("the emulator's gateway", () => {
  let emulator: Emulator;
  const NOW = Date.parse("2026-01-02T03:04:05Z");
  let now = NOW;

  before(async () => {
    emulator = await startEmulator({ hosts: 1, now: () => now });
  });
  beforeEach(() => {
    now = NOW;
    emulator.clockSkewMs = 0;
  });
  after(() => emulator.close());

  const refusal = async (headers: Headers) => {
    const { status, body, headers: answered } = await ask(emulator, `${HOSTS}?limit=10`, { headers });
    assert.equal(status, 401);
    assert.equal(body.error_code, "APIGW.0301");
    assert.equal(body.request_id, answered["x-request-id"]);
    const [, problem] = /^Incorrect IAM authentication information: (.*)$/.exec(body.error_msg ?? "") ?? assert.fail();
    return problem ?? "";
  };
  const statusOf = async (headers: Headers) => (await ask(emulator, HOSTS, { headers })).status;

  it("refuses a request without credentials", async () => {
    assert.equal(await refusal({ region: "x" }), "x-auth-token not found");
  });

  it("refuses a wrong token, and echoes the request with its headers as the real one does", async () => {
    const problem = await refusal({ "x-auth-token": "wrong-token", region: "cn-north-4" });
    const { url } = emulator;
    const host = new URL(url).host;
    assert.match(problem, /^decrypt token fail, canonicalRequest:GET\|\/v5\/\w+\/image\/local\/hosts\/\|limit=10\|/);
    assert.ok(problem.includes(`|host:${host}|region:cn-north-4|x-auth-token:wrong-token||`), problem);
  });

  it("refuses a token that has expired or was revoked", async () => {
    const tokens = emulator.accounts[0]?.tokens ?? assert.fail();
    tokens.set("short", NOW + 1);
    assert.equal(await statusOf({ ...TOKEN, "x-auth-token": "short" }), 200);
    now += 1;
    assert.equal(await statusOf({ ...TOKEN, "x-auth-token": "short" }), 401);
    tokens.set("short", Infinity);
    assert.equal(await statusOf({ ...TOKEN, "x-auth-token": "short" }), 200);
    tokens.delete("short");
    assert.equal(await statusOf({ ...TOKEN, "x-auth-token": "short" }), 401);
  });

  it("names an unknown access key", async () => {
    const headers = signed(emulator, { keys: { ak: "NOBODY", sk: "x" }, at: new Date(now) });
    assert.equal(await refusal(headers), "ak NOBODY not exist");
  });

  it("echoes what it signed when the signature is wrong", async () => {
    const headers = signed(emulator, { params: { limit: "2" }, headers: { "X-Echoed": "yes" }, at: new Date(now) });
    const problem = await refusal(headers);
    assert.match(problem, /^verify aksk signature fail, canonicalRequest:GET\|\S+\/hosts\/\|limit=10\|host:/);
    assert.match(
      problem,
      /\|x-echoed:yes\|x-sdk-date:20260102T030405Z\|\|host;region;x-echoed;x-sdk-date\|[0-9a-f]{64}$/,
    );
  });

  it("accepts a signature within 15 minutes of its own clock", async () => {
    const minutesAgo = (minutes: number) => signed(emulator, { at: new Date(NOW - minutes * 60_000) });
    assert.equal(await statusOf(minutesAgo(15)), 200);
    assert.equal(await statusOf(minutesAgo(-15)), 200);
    assert.equal(await statusOf(minutesAgo(-15.1)), 401);
    const times = "signature time:20260102T024804Z,server time:20260102T030405Z";
    assert.equal(
      await refusal(signed(emulator, { at: new Date("2026-01-02T02:48:04Z") })),
      `calc aksk signature fail:signature expired, ${times}`,
    );
    emulator.clockSkewMs = -16 * 60_000;
    assert.equal(await statusOf(minutesAgo(16)), 200);
    assert.equal(await statusOf(minutesAgo(0)), 401);
  });

  it("refuses a time in another format, even if it is signed", async () => {
    const stamp = "2026-01-02T03:04:05Z";
    const date = { toISOString: () => stamp.replace("Z", "") } as Date;
    const headers = { ...signed(emulator, { at: date }), "X-Sdk-Date": stamp };
    assert.match(await refusal(headers), /^calc aksk signature fail:signature expired/);
  });

  it("accepts temporary keys only with their security token, and other keys only without", async () => {
    const keys = { ak: "EMULATEDACCESSKEY003", sk: "emulated-secret-key-0000000000000000003" };
    const signedWith = (securityToken: string | undefined, more = {}) =>
      signed(emulator, {
        params: { limit: "10" },
        headers: securityToken === undefined ? {} : { "X-Security-Token": securityToken },
        at: new Date(now),
        ...more,
      });
    const headers = signedWith("emulated-security-token", { keys });
    assert.equal((await ask(emulator, `${HOSTS}?limit=10`, { headers })).status, 200);
    assert.equal(await refusal(signedWith("wrong", { keys })), "security token is wrong");
    assert.equal(await refusal(signedWith(undefined, { keys })), "security token is wrong");
    assert.equal(await refusal(signedWith("stray")), "security token is wrong");
  });
});
