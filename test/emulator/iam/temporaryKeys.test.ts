import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import type { TemporaryKeys } from "../../../src/emulator/iam/temporaryKeys.js";
import { ask, HOSTS, signed, TOKEN, type Answer, type Headers } from "../emulatorClient.js";

const NOW = Date.parse("2026-01-02T03:04:05Z");

describe("temporary keys from the emulator", () => {
  let emulator: Emulator;
  let now = NOW;

  before(async () => {
    emulator = await startEmulator({ hosts: 1, now: () => now });
  });
  beforeEach(() => {
    now = NOW;
    emulator.metadata = "v2";
  });
  after(() => emulator.close());

  const statusOf = async ({ body }: Answer) => {
    const { access, secret, securitytoken } = (body as unknown as TemporaryKeys).credential;
    const headers = signed(emulator, {
      keys: { ak: access, sk: secret },
      headers: { "X-Security-Token": securitytoken },
      at: new Date(now),
    });
    return (await ask(emulator, HOSTS, { headers })).status;
  };
  const expiryOf = ({ body }: Answer) => (body as unknown as TemporaryKeys).credential.expires_at;

  describe("of an agency", () => {
    const assume = (role: object, methods = ["assume_role"], headers: Headers = TOKEN) =>
      ask(emulator, "/v3.0/OS-CREDENTIAL/securitytokens", {
        method: "POST",
        headers,
        body: { auth: { identity: { methods, assume_role: role } } },
      });
    const role = { agency_name: "emulated-agency", domain_name: "emulated-domain" };

    it("are valid for HSS until they expire, by default after 15 minutes", async () => {
      const answer = await assume(role);
      assert.equal(answer.status, 201);
      assert.equal(expiryOf(answer), "2026-01-02T03:19:05.000000Z");
      assert.equal(await statusOf(answer), 200);
      now += 15 * 60_000;
      assert.equal(await statusOf(answer), 401);
      now = NOW;
      assert.equal(expiryOf(await assume({ ...role, duration_seconds: 3600 })), "2026-01-02T04:04:05.000000Z");
    });

    it("are different each time, and can be requested with the domain's ID", async () => {
      const byId = { agency_name: role.agency_name, domain_id: "d0a11c0ffee0000000000000000000d1" };
      assert.notDeepEqual((await assume(byId)).body, (await assume(byId)).body);
    });

    it("do not allow a login with their owner's password", async () => {
      const before = emulator.accounts;
      await assume(role);
      emulator.accounts = emulator.accounts.slice(1);
      const user = { name: "auditor", password: "emulated-password", domain: { name: "emulated-domain" } };
      const body = { auth: { identity: { methods: ["password"], password: { user } } } };
      assert.equal((await ask(emulator, "/v3/auth/tokens", { method: "POST", headers: {}, body })).status, 401);
      emulator.accounts = before;
    });

    it("are refused without credentials, for unknown agencies, and for other methods and durations", async () => {
      assert.equal((await assume(role, undefined, {})).status, 401);
      assert.equal((await assume({ ...role, agency_name: "other" })).status, 404);
      assert.equal((await assume({ ...role, domain_name: "other" })).status, 404);
      assert.equal((await assume({})).status, 404);
      assert.equal((await assume(role, ["token"])).status, 400);
      for (const duration_seconds of [899, 86_401, 1000.5, "900"]) {
        assert.equal((await assume({ ...role, duration_seconds })).status, 400);
      }
    });
  });

  describe("of the metadata service", () => {
    const sessionToken = (seconds = "60") =>
      ask(emulator, "/meta-data/latest/api/token", {
        method: "PUT",
        headers: { "X-Metadata-Token-Ttl-Seconds": seconds },
      });
    const securityKey = (headers: Headers = {}) => ask(emulator, "/openstack/latest/securitykey", { headers });

    it("are valid for HSS for a day, and need a session token that is still valid", async () => {
      const { status, text, headers } = await sessionToken();
      assert.equal(status, 200);
      assert.equal(headers["content-type"], "text/plain");
      const answer = await securityKey({ "X-Metadata-Token": text });
      assert.equal(expiryOf(answer), "2026-01-03T03:04:05.000000Z");
      assert.equal(await statusOf(answer), 200);
      now += 60_000;
      assert.equal((await securityKey({ "X-Metadata-Token": text })).status, 401);
    });

    it("need the session token with v2", async () => {
      assert.equal((await securityKey()).status, 401);
      assert.equal((await securityKey({ "X-Metadata-Token": "wrong" })).status, 401);
    });

    it("need a session token's lifetime, of 1 to 21,600 seconds", async () => {
      assert.equal((await sessionToken("21600")).status, 200);
      for (const seconds of ["", "0", "-1", "21601", "1.5", "x"]) {
        assert.equal((await sessionToken(seconds)).status, 400, seconds);
      }
    });

    it("need no session token with v1, which gives none", async () => {
      emulator.metadata = "v1";
      assert.equal((await sessionToken()).status, 404);
      assert.equal(await statusOf(await securityKey()), 200);
    });

    it("do not exist without the service or an agency", async () => {
      emulator.metadata = "none";
      assert.equal((await sessionToken()).status, 404);
      assert.equal((await securityKey()).status, 404);
      emulator.metadata = "v1";
      const before = emulator.accounts;
      emulator.accounts = before.map((account) => ({ ...account, agencies: [] }));
      assert.equal((await securityKey()).status, 404);
      emulator.accounts = before;
    });

    it("never arrive if the service hangs", async () => {
      const own = await startEmulator({ hosts: 0, metadata: "hanging" });
      const waiting = [
        ask(own, "/openstack/latest/securitykey"),
        ask(own, "/meta-data/latest/api/token", { method: "PUT" }),
      ].map((asked) => assert.rejects(asked));
      while (own.requests.length < 2) await new Promise(setImmediate);
      assert.equal((await ask(own, HOSTS)).status, 200);
      assert.deepEqual(
        own.requests.map(({ status }) => status),
        [undefined, undefined, 200],
      );
      await own.close();
      await Promise.all(waiting);
    });
  });
});
