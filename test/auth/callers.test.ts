import assert from "node:assert/strict";
import { defaultAccounts } from "../../src/emulator/auth/defaultAccounts.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { getIdentity } from "../../src/functions/getIdentity.js";
import { getLocalImageHosts } from "../../src/functions/getLocalImageHosts.js";
import type { FunctionDefinition } from "../../src/plugin/packageDefinition.js";
import type { FunctionContext } from "../../src/functions/functionContext.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";

const TOKENS = "/v3/auth/tokens";
const AGENCY_KEYS = "/v3.0/OS-CREDENTIAL/securitytokens";
const SECURITY_KEY = "/openstack/latest/securitykey";
const PROJECTS = "/v3/projects";
const LOGIN = { token: undefined, userName: "auditor", password: "emulated-password", domainName: "emulated-domain" };
const KEYS = {
  token: undefined,
  accessKey: "EMULATEDACCESSKEY001",
  secretKey: "emulated-secret-key-0000000000000000001",
};
const AGENCY = { agencyName: "emulated-agency", agencyDomainName: "emulated-domain" };
const MINUTE = 60_000;
const { signal } = new AbortController();

interface Result {
  totalNum: number;
  hosts: object[];
}

describe("callers", () => {
  let emulator: Emulator;
  let context: EmulatedContext;

  before(async () => {
    emulator = await startEmulator({ hosts: 1000 });
  });
  beforeEach(() => {
    emulator.accounts = defaultAccounts();
    emulator.projects = emulator.projects.slice(0, 1);
    emulator.intercept = undefined;
    emulator.metadata = "v2";
    emulator.clockSkewMs = 0;
    emulator.now = Date.now;
    emulator.requests.length = 0;
  });
  afterEach(() => context.close());
  after(() => emulator.close());

  /** From here on the emulator's time is the context's own. */
  const start = (given: Record<string, unknown>, env: Record<string, string> = {}) => {
    context = emulatedContext(emulator, given, env, {}, { metadataAddress: emulator.url });
    emulator.now = () => context.clock.now();
  };
  const call = (definition: FunctionDefinition<FunctionContext>, args: object = {}, from = signal) =>
    definition.run(args as never, context, {
      signal: from,
      status: () => undefined,
      info: () => undefined,
      warn: () => undefined,
    });
  const hosts = (args = {}, from = signal) => call(getLocalImageHosts, args, from) as Promise<Result>;
  const asked = (path: string) => emulator.requests.filter((request) => request.path === path);
  const refused = () => emulator.requests.filter(({ status }) => status === 401);
  const voidTokens = () => {
    for (const { tokens } of emulator.accounts) tokens.clear();
  };
  const pass = (ms: number) => context.clock.sleep(ms, signal);

  describe("with a login", () => {
    it("fetches one token for concurrent callers, for the project with the given ID", async () => {
      start(LOGIN);
      let body = "";
      emulator.intercept = (exchange) => {
        if (exchange.path === TOKENS) ({ body } = exchange);
        return false;
      };
      const found = await Promise.all(Array.from({ length: 10 }, (_, index) => hosts({ offset: index })));
      assert.ok(found.every(({ totalNum }) => totalNum === 1000));
      assert.equal(asked(TOKENS).length, 1);
      assert.deepEqual((JSON.parse(body) as { auth: { scope: unknown } }).auth.scope, {
        project: { id: "0a1b2c3d4e5f60718293a4b5c6d7e8f9" },
      });
    });

    it("renews a token ten minutes before it expires, and not earlier", async () => {
      start(LOGIN);
      await hosts();
      await pass(24 * 60 * MINUTE - 11 * MINUTE);
      await hosts();
      assert.equal(asked(TOKENS).length, 1);
      await pass(MINUTE);
      await hosts();
      assert.equal(asked(TOKENS).length, 2);
      assert.deepEqual(refused(), []);
    });

    it("renews a token that is revoked during a scan, once for all pages, and requests these again", async () => {
      start({ ...LOGIN, maxConcurrency: 4 });
      let voided = false;
      emulator.intercept = ({ params }) => {
        if (params.get("offset") === "199" && !voided) {
          voidTokens();
          voided = true;
        }
        return false;
      };
      const found = await hosts();
      assert.equal(found.hosts.length, 1000);
      assert.equal(asked(TOKENS).length, 2);
      assert.ok(refused().length >= 1);
    });

    it("gives up when the new token is refused, too", async () => {
      start(LOGIN);
      emulator.intercept = ({ path }) => {
        if (path !== TOKENS) voidTokens();
        return false;
      };
      await assert.rejects(hosts(), /^ApiError: The token has expired or is not valid here\.\nGet a new token/);
      assert.equal(asked(TOKENS).length, 2);
    });

    it("keeps using the current token while IAM fails to renew it", async () => {
      start(LOGIN);
      await hosts();
      await pass(24 * 60 * MINUTE - 5 * MINUTE);
      emulator.intercept = ({ path, response }) => {
        if (path !== TOKENS) return false;
        response.writeHead(503).end("{}");
        return true;
      };
      assert.equal((await hosts()).hosts.length, 1000);
      assert.equal(asked(TOKENS).length, 2);
      await pass(6 * MINUTE);
      await assert.rejects(
        hosts(),
        /auth\/tokens\n {2}purpose: to get a token for the user "auditor"\n {2}status: 503$/,
      );
    });

    it("uses a separate token for each region's project, and finds the project with it", async () => {
      emulator.projects = [...emulator.projects, { id: "other-project", name: "eu-west-101" }];
      start({ ...LOGIN, projectId: undefined }, { HUAWEICLOUD_SDK_REGION_HSS_EU_WEST_101: emulator.url });
      await hosts();
      await hosts({ region: "eu-west-101" });
      await hosts({ region: "eu-west-101" });
      assert.equal(asked(TOKENS).length, 2);
      assert.deepEqual(
        asked(PROJECTS).map(({ params }) => params.get("name")),
        ["cn-north-4", "eu-west-101"],
      );
    });

    it("refuses a project whose ID cannot be sent", async () => {
      emulator.projects = [...emulator.projects, { id: "0a\ud800", name: "half" }];
      start({ ...LOGIN, projectId: undefined, projectName: "half" });
      await assert.rejects(hosts(), { name: "ResponseShapeError", path: "projects" });
    });

    it("lists the projects there are when there is none by the name", async () => {
      start({ ...LOGIN, projectId: undefined, projectName: "typo" });
      await assert.rejects(hosts(), {
        name: "ConfigError",
        property: "projectId",
        message:
          /^IAM has no project named "typo" that this user may see\.\n.*\n {2}project: "cn-north-4", ID 0a1b2c3d4e5f60718293a4b5c6d7e8f9$/,
      });
    });

    it("says what to check when IAM refuses the password", async () => {
      start({ ...LOGIN, password: "not-the-password" });
      await assert.rejects(hosts(), (error: Error) => {
        assert.match(
          error.message,
          /^IAM refused the login\.\nCheck userName.*HUAWEI ID.*federated user.*create an IAM user[^]*"The username or password is wrong/,
        );
        assert.ok(!error.message.includes("not-the-password"));
        return true;
      });
      assert.equal(asked(TOKENS).length, 1);
    });

    it("gives the other callers their token if the first one leaves", async () => {
      // Without a known quota, the second page would be asked for once the first one is answered.
      start({ ...LOGIN, requestsPerMinute: 600 });
      const abort = new AbortController();
      const gone = assert.rejects(hosts({}, abort.signal), { message: "gone" });
      const stays = hosts({ offset: 1 });
      emulator.intercept = ({ path }) => {
        if (path === TOKENS) abort.abort(new Error("gone"));
        return false;
      };
      await gone;
      assert.equal((await stays).totalNum, 1000);
      assert.equal(asked(TOKENS).length, 1);
    });
  });

  describe("with temporary keys", () => {
    for (const [what, given, path, lifetime] of [
      ["an agency", { ...KEYS, ...AGENCY }, AGENCY_KEYS, 60 * MINUTE],
      ["the metadata service", { token: undefined }, SECURITY_KEY, 24 * 60 * MINUTE],
    ] as const) {
      it(`renews keys of ${what} ten minutes before they expire, and not earlier`, async () => {
        start(given);
        await Promise.all([hosts(), hosts({ offset: 1 })]);
        await pass(lifetime - 11 * MINUTE);
        await hosts();
        assert.equal(asked(path).length, 1);
        await pass(MINUTE);
        await hosts();
        assert.equal(asked(path).length, 2);
        assert.deepEqual(refused(), []);
      });

      it(`renews keys of ${what} when they are refused during a scan`, async () => {
        start(given);
        let voided = false;
        emulator.intercept = ({ params }) => {
          if (params.get("offset") === "199" && !voided) {
            emulator.accounts = defaultAccounts();
            voided = true;
          }
          return false;
        };
        assert.equal((await hosts()).hosts.length, 1000);
        assert.equal(asked(path).length, 2);
      });
    }
  });

  describe("on a machine whose clock is wrong", () => {
    for (const minutes of [-300, -16, 16, 300]) {
      it(`signs with the server's time after a refusal, with a clock that is ${minutes} minutes off`, async () => {
        start(KEYS);
        emulator.clockSkewMs = minutes * MINUTE;
        assert.equal((await hosts()).hosts.length, 1000);
        await hosts();
        assert.equal(refused().length, 1);
      });
    }

    it("renews temporary keys according to their lifetime, not to the server's time of expiry", async () => {
      start({ ...LOGIN, ...AGENCY });
      emulator.clockSkewMs = 300 * MINUTE;
      await hosts();
      await pass(49 * MINUTE);
      await hosts();
      assert.equal(asked(AGENCY_KEYS).length, 1);
      await pass(MINUTE);
      await hosts();
      assert.equal(asked(AGENCY_KEYS).length, 2);
    });

    it("does not blame the clock for a wrong key", async () => {
      start({ ...KEYS, secretKey: "not-the-secret-key" });
      await assert.rejects(hosts(), /\nCheck that secretKey belongs to accessKey[^]*verify aksk signature fail/);
      assert.equal(refused().length, 1);
    });

    it("says what is wrong if the refusal does not contain the server's time", async () => {
      start(KEYS);
      emulator.intercept = ({ response }) => {
        response.sendDate = false;
        const body = { error_code: "APIGW.0301", error_msg: "calc aksk signature fail:signature expired" };
        response.writeHead(401).end(JSON.stringify(body));
        return true;
      };
      await assert.rejects(hosts(), /\nSet this machine's clock[^]*signature expired/);
      assert.equal(refused().length, 1);
    });
  });

  describe("looking for the project", () => {
    it("queries IAM once for concurrent callers, and never again", async () => {
      start({ projectId: undefined });
      await Promise.all([hosts(), hosts({ offset: 1 }), hosts({ offset: 2 })]);
      await hosts();
      assert.deepEqual(
        asked(PROJECTS).map(({ method }) => method),
        ["GET"],
      );
    });

    it("queries again after a failure, and creates nothing", async () => {
      start({ projectId: undefined });
      emulator.projects = [];
      await assert.rejects(
        hosts(),
        /^ConfigError: IAM has no project named "cn-north-4" that this user may see\.\n.*Or set projectId\.$/,
      );
      emulator.projects = [{ id: "0a1b2c3d4e5f60718293a4b5c6d7e8f9", name: "cn-north-4" }];
      assert.equal((await hosts()).totalNum, 1000);
      assert.ok(asked(PROJECTS).every(({ method }) => method === "GET"));
    });

    it("does not use the configured project for another region, whose project it finds in IAM", async () => {
      emulator.projects = [...emulator.projects, { id: "other-project", name: "eu-west-101" }];
      for (const given of [{}, { projectName: "ignored-there" }, { projectId: undefined }]) {
        start(given);
        const elsewhere = (await call(getIdentity, { region: "eu-west-101" })) as { projectId: string };
        assert.equal(elsewhere.projectId, "other-project");
        await context.close();
      }
      start({});
      const named = (await call(getIdentity, { region: "eu-west-101", projectId: "p-1" })) as { projectId: string };
      assert.equal(named.projectId, "p-1");
    });

    it("takes only the project of exactly that name", async () => {
      start({ projectId: undefined });
      emulator.intercept = ({ path, response }) => {
        if (path !== PROJECTS) return false;
        const projects = [
          { id: "longer", name: "cn-north-4_foo" },
          { id: "exact", name: "cn-north-4" },
          { id: "other", name: "cn-north-1" },
        ];
        response.end(JSON.stringify({ projects }));
        return true;
      };
      assert.equal(((await call(getIdentity)) as { projectId: string }).projectId, "exact");
    });

    it("does not take a project of another name for the one that was asked for", async () => {
      start({ projectId: undefined });
      emulator.intercept = ({ path, response }) => {
        if (path !== PROJECTS) return false;
        response.end(JSON.stringify({ projects: [{ id: "other", name: "cn-north-1" }] }));
        return true;
      };
      await assert.rejects(hosts(), {
        name: "ConfigError",
        message:
          /^IAM has no project named "cn-north-4" that this user may see\.\n.*\n {2}project: "cn-north-1", ID other$/,
      });
      assert.deepEqual(asked("/v5/other/image/local/hosts"), []);
    });

    for (const id of ["..", ".", "a/b", "a\\b", "a%2fb", "a b", "ä", ""]) {
      it(`refuses the ID ${JSON.stringify(id)} of IAM, a call, or the configuration, before HSS is asked`, async () => {
        const refusal = {
          name: "ConfigError",
          property: "projectId",
          summary: `${JSON.stringify(id)} is not the ID of a project.`,
        };
        start({ projectId: undefined });
        emulator.projects = [{ id, name: "cn-north-4" }];
        await assert.rejects(hosts(), refusal);
        emulator.requests.length = 0;
        await assert.rejects(hosts({ projectId: id }), refusal);
        if (id !== "") {
          await context.close();
          start({ projectId: id });
          await assert.rejects(hosts(), refusal);
        }
        assert.deepEqual(emulator.requests, []);
      });
    }

    it("lists ten of many, and says how many more there are", async () => {
      start({ projectId: undefined });
      emulator.projects = Array.from({ length: 23 }, (_, index) => ({ id: `id-${index}`, name: "cn-north-4" }));
      await assert.rejects(
        hosts(),
        /^ConfigError: IAM has several projects named "cn-north-4"\.\nSet projectId [^]*, ID id-9\n {2}more projects: 13$/,
      );
    });

    it("names no other projects if the user may not list them", async () => {
      start({ projectId: undefined, projectName: "typo" });
      emulator.intercept = ({ path, params, response }) => {
        if (path !== PROJECTS || params.has("name")) return false;
        response.writeHead(403).end('{"error":{"code":403,"message":"identity:list_projects"}}');
        return true;
      };
      await assert.rejects(
        hosts(),
        /^ConfigError: IAM has no project named "typo" that this user may see\.\n.*Or set projectId\.$/,
      );
    });
  });

  it("accepts an address of IAM that ends with the version, as in other tools", async () => {
    for (const end of ["/v3", "/v3/", "/v3.0", "/"]) {
      start({ projectId: undefined, iamEndpoint: emulator.url + end });
      const identity = (await call(getIdentity)) as { projectId: string };
      assert.equal(identity.projectId, "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    }
  });

  it("says what to set if the region is missing or invalid", async () => {
    start({ region: undefined });
    await assert.rejects(hosts(), { name: "ConfigError", property: "region", message: /HW_REGION_NAME/ });
    await assert.rejects(hosts({ region: "evil.example/" }), { name: "ConfigError", property: "region" });
    assert.deepEqual(emulator.requests, []);
  });

  it("says what is missing in the answer about the account", async () => {
    start({});
    emulator.intercept = ({ path, response }) => {
      if (path !== "/v3/auth/domains") return false;
      response.end('{"domains":[]}');
      return true;
    };
    await assert.rejects(call(getIdentity), { name: "ResponseShapeError", path: "domains" });
  });
});
