import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defaultAccounts } from "../../src/emulator/auth/defaultAccounts.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { getLocalImageHosts } from "../../src/functions/getLocalImageHosts.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";
import { homeFolder } from "../support/homeFolder.js";
import { IDP, idToken } from "../support/idToken.js";

const FEDERATE = "/v3.0/OS-AUTH/id-token/tokens";
const IAM_KEYS = "/v3.0/OS-CREDENTIAL/securitytokens";
const ASSUME = "/v5/agencies/assume";
const ASSUME_WITH_OIDC = "/v5/agencies/assume-with-oidc";
const MINUTE = 60_000;
const DOMAIN_ID = "d0a11c0ffee0000000000000000000d1";
const AGENCY = { agencyName: "emulated-pipeline-agency", agencyDomainId: DOMAIN_ID };
const KEYS = { accessKey: "EMULATEDACCESSKEY001", secretKey: "emulated-secret-key-0000000000000000001" };
const CHAIN = {
  ...KEYS,
  agencies: [
    { name: "emulated-agency", domainId: DOMAIN_ID },
    { name: "emulated-trust-agency", domainId: DOMAIN_ID, duration: 1800 },
  ],
};
const { signal } = new AbortController();

describe("keys of an identity provider and of STS", () => {
  let emulator: Emulator;
  let context: EmulatedContext;
  let home: { path: string; remove(): Promise<void> };
  let bodies: { path: string; body: string }[];

  before(async () => {
    emulator = await startEmulator({ hosts: 1000 });
    home = await homeFolder({});
  });
  beforeEach(() => {
    emulator.accounts = defaultAccounts();
    emulator.requests.length = 0;
    bodies = [];
    emulator.intercept = ({ path, body }) => {
      if (body !== "") bodies.push({ path, body });
      return false;
    };
  });
  afterEach(() => context.close());
  after(async () => {
    await emulator.close();
    await home.remove();
  });

  const start = (given: Record<string, unknown>) => {
    const all = { token: undefined, ...given };
    // The emulator is HSS in another region, too.
    const env = { HUAWEICLOUD_SDK_REGION_HSS_AP_SOUTHEAST_1: emulator.url };
    context = emulatedContext(emulator, all, env, {}, { homeDirectory: home.path });
    emulator.now = () => context.clock.now();
  };
  const quiet = { signal, status: () => undefined, info: () => undefined, warn: () => undefined };
  const hosts = async (args = {}) => {
    const { hosts: found = [] } = (await getLocalImageHosts.run(args as never, context, quiet)) as { hosts?: object[] };
    assert.equal(found.length, 1000);
  };
  const asked = (path: string) => emulator.requests.filter((request) => request.path === path).length;
  const refused = () => emulator.requests.filter(({ status }) => status !== undefined && status >= 400).length;
  const pass = (ms: number) => context.clock.sleep(ms, signal);
  /** The pipeline writes another token, valid for ten minutes, into the file. */
  const rotate = async (subject: string) => {
    const token = idToken({ sub: subject }, context.clock.now());
    await writeFile(join(home.path, "id-token"), token);
    return token;
  };
  const forget = () => {
    emulator.accounts = emulator.accounts.filter(({ keysExpireAt }) => keysExpireAt === undefined);
  };

  it("of STS are renewed ten minutes before their end, with the token that is in the file by then", async () => {
    start({ idpId: IDP.urn, idTokenFile: "~/id-token", ...AGENCY });
    const first = await rotate("first-job");
    await hosts();
    await pass(49 * MINUTE);
    const second = await rotate("second-job");
    await hosts();
    assert.equal(asked(ASSUME_WITH_OIDC), 1);
    await pass(MINUTE);
    await hosts();
    assert.deepEqual(
      bodies.map(({ body }) => (JSON.parse(body) as { id_token: string }).id_token),
      [first, second],
    );
    assert.equal(refused(), 0);
  });

  it("of STS last as long as the configuration says", async () => {
    start({ idpId: IDP.urn, idTokenFile: "~/id-token", ...AGENCY, agencyDuration: 43_200 });
    await rotate("long-job");
    await hosts();
    await pass(11 * 60 * MINUTE + 49 * MINUTE);
    await hosts();
    assert.equal(asked(ASSUME_WITH_OIDC), 1);
    await rotate("long-job");
    await pass(MINUTE);
    await hosts();
    assert.equal(asked(ASSUME_WITH_OIDC), 2);
  });

  it("of IAM are renewed with the token of IAM for a day, and then with the token that is in the file", async () => {
    start({ idpId: IDP.id, idTokenFile: "~/id-token" });
    const first = await rotate("first-job");
    await hosts();
    for (let hour = 1; hour < 24; hour++) {
      await pass(60 * MINUTE);
      await hosts();
    }
    assert.equal(asked(FEDERATE), 1);
    assert.equal(asked(IAM_KEYS), 24);
    await pass(60 * MINUTE);
    const second = await rotate("second-job");
    await hosts();
    assert.deepEqual(
      bodies.filter(({ path }) => path === FEDERATE).map(({ body }) => JSON.parse(body) as unknown),
      [first, second].map((id) => ({ auth: { id_token: { id } } })),
    );
    assert.equal(refused(), 0);
  });

  it("of a chain are renewed each in its time", async () => {
    start(CHAIN);
    await hosts();
    assert.equal(asked(ASSUME), 2);
    // The second agency's last for half an hour, the first one's for an hour.
    await pass(20 * MINUTE);
    await hosts();
    assert.equal(asked(ASSUME), 3);
    await pass(20 * MINUTE);
    await hosts();
    assert.equal(asked(ASSUME), 4);
    await pass(20 * MINUTE);
    await hosts();
    assert.equal(asked(ASSUME), 6);
    assert.equal(refused(), 0);
  });

  for (const [what, given, again] of [
    ["of STS", { idpId: IDP.urn, idTokenFile: "~/id-token", ...AGENCY }, [ASSUME_WITH_OIDC]],
    ["of IAM", { idpId: IDP.id, idTokenFile: "~/id-token" }, [IAM_KEYS]],
    // The keys of the first agency are refused, too, once those of the second one are asked for.
    ["of a chain", CHAIN, [ASSUME, ASSUME, ASSUME]],
  ] as const) {
    it(`${what} are fetched again when they are refused in mid-scan`, async () => {
      start(given);
      await rotate("job");
      await hosts();
      const before = bodies.length;
      const { intercept } = emulator;
      let voided = false;
      emulator.intercept = (exchange) => {
        if (exchange.params.get("offset") === "199" && !voided) {
          voided = true;
          forget();
        }
        return intercept?.(exchange) ?? false;
      };
      await hosts();
      assert.deepEqual(
        bodies.slice(before).map(({ path }) => path),
        again,
      );
    });
  }

  it("are fetched once for calls at the same time, whatever their regions", async () => {
    emulator.projects = [...emulator.projects.slice(0, 1), { id: "other-project", name: "ap-southeast-1" }];
    start({ idpId: IDP.id, idTokenFile: "~/id-token" });
    await rotate("job");
    await Promise.all([hosts(), hosts({ region: "ap-southeast-1" }), hosts()]);
    assert.deepEqual(
      bodies.map(({ path }) => path),
      [FEDERATE, IAM_KEYS],
    );
  });
});
