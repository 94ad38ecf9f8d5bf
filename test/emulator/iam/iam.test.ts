import assert from "node:assert/strict";
import { EMULATED_PROJECT_ID, startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { ask, HOSTS, signed, TOKEN } from "../emulatorClient.js";

const NOW = Date.parse("2026-01-02T03:04:05.678Z");
const DOMAIN = { id: "d0a11c0ffee0000000000000000000d1", name: "emulated-domain" };
const PROJECT = { id: EMULATED_PROJECT_ID, name: "cn-north-4" };

describe("the emulator's IAM", () => {
  let emulator: Emulator;
  let now = NOW;

  before(async () => {
    emulator = await startEmulator({ hosts: 1, now: () => now });
  });
  beforeEach(() => {
    now = NOW;
  });
  after(() => emulator.close());

  describe("POST /v3/auth/tokens", () => {
    const login = (user: object, scope?: object) =>
      ask(emulator, "/v3/auth/tokens", {
        method: "POST",
        headers: {},
        body: { auth: { identity: { methods: ["password"], password: { user } }, ...(scope ? { scope } : {}) } },
      });
    const auditor = { name: "auditor", password: "emulated-password", domain: { name: DOMAIN.name } };

    it("gives a token for a password, which HSS accepts for a day", async () => {
      const { status, headers, body } = await login(auditor, { project: { name: PROJECT.name } });
      assert.equal(status, 201);
      assert.deepEqual(body.token, {
        methods: ["password"],
        issued_at: "2026-01-02T03:04:05.678000Z",
        expires_at: "2026-01-03T03:04:05.678000Z",
        user: { id: emulator.accounts[0]?.userId, name: "auditor", domain: DOMAIN, password_expires_at: "" },
        catalog: [],
        roles: [],
        project: { ...PROJECT, domain: DOMAIN },
      });
      const statusWithToken = async () => {
        const token = String(headers["x-subject-token"]);
        return (await ask(emulator, HOSTS, { headers: { ...TOKEN, "x-auth-token": token } })).status;
      };
      assert.equal(await statusWithToken(), 200);
      now += 24 * 60 * 60 * 1000;
      assert.equal(await statusWithToken(), 401);
    });

    it("gives another token each time", async () => {
      const [one, two] = [await login(auditor), await login(auditor)];
      assert.notEqual(one.headers["x-subject-token"], two.headers["x-subject-token"]);
    });

    it("accepts domain and project by ID, and gives a token for the domain without a project", async () => {
      const byId = await login({ ...auditor, domain: { id: DOMAIN.id } }, { project: { id: PROJECT.id } });
      assert.deepEqual((byId.body.token as { project: unknown }).project, { ...PROJECT, domain: DOMAIN });
      const ofDomain = await login(auditor, { domain: { name: DOMAIN.name } });
      assert.deepEqual((ofDomain.body.token as { domain: unknown }).domain, DOMAIN);
    });

    for (const [what, user, scope] of [
      ["a wrong password", { ...auditor, password: "wrong" }],
      ["no password", { ...auditor, password: undefined }],
      ["an unknown user", { ...auditor, name: "nobody" }],
      ["another domain", { ...auditor, domain: { name: "other" } }],
      ["no domain", { ...auditor, domain: undefined }],
      ["an unknown project", auditor, { project: { name: "nowhere" } }],
    ] as [string, object, object?][]) {
      it(`refuses ${what}`, async () => {
        const { status, headers, body } = await login(user, scope);
        assert.equal(status, 401);
        assert.equal(body.error?.code, 401);
        assert.match(body.error.message, scope ? /Could not find project/ : /username or password is wrong/);
        assert.equal(headers["x-subject-token"], undefined);
      });
    }

    for (const body of ["", "{", "null", '{"auth":{"identity":{"methods":["token"]}}}', '{"auth":1}']) {
      it(`refuses the body ${JSON.stringify(body)}`, async () => {
        const answer = await ask(emulator, "/v3/auth/tokens", { method: "POST", headers: {}, body });
        assert.equal(answer.status, 400);
        assert.equal(answer.body.error?.code, 400);
      });
    }
  });

  it("lists projects, all or by name, for a token or a signature", async () => {
    const links = { self: "/v3/projects", next: null, previous: null };
    const whose = { domain_id: DOMAIN.id, parent_id: DOMAIN.id };
    const project = { ...PROJECT, ...whose, description: "", enabled: true, is_domain: false, links };
    assert.deepEqual((await ask(emulator, "/v3/projects?name=cn-north-4")).body.projects, [project]);
    assert.deepEqual((await ask(emulator, "/v3/projects")).body.projects, [project]);
    assert.deepEqual((await ask(emulator, "/v3/projects?name=nowhere")).body.projects, []);
    const headers = signed(emulator, { path: "/v3/projects", params: { name: "cn-north-4" }, at: new Date(NOW) });
    assert.deepEqual((await ask(emulator, "/v3/projects?name=cn-north-4", { headers })).body.projects, [project]);
    assert.equal((await ask(emulator, "/v3/projects", { headers: {} })).status, 401);
  });

  it("lists the caller's domain", async () => {
    assert.deepEqual((await ask(emulator, "/v3/auth/domains")).body.domains, [
      { ...DOMAIN, description: "", enabled: true, links: { self: "/v3/auth/domains" } },
    ]);
    assert.equal((await ask(emulator, "/v3/auth/domains", { headers: {} })).status, 401);
  });
});
