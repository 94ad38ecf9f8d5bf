import assert from "node:assert/strict";
import type { Account } from "../../src/emulator/auth/account.js";
import { defaultAccounts } from "../../src/emulator/auth/defaultAccounts.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import type { Exchange } from "../../src/emulator/server/exchange.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { emulated } from "../support/emulated.js";
import { EngineDouble } from "../support/engineDouble.js";
import { hcloudFile, homeFolder } from "../support/homeFolder.js";
import { IDP, idToken } from "../support/idToken.js";
import { ProviderProcess } from "../support/providerProcess.js";
import { SECRET_FORMS } from "../support/secretForms.js";

const CANARY = {
  token: "canary+token/0001==",
  accessKey: "CANARYACCESSKEY00001",
  secretKey: "canary/secret+key=0001",
  securityToken: "canary/security+token=0001",
  password: 'canary pass/word+"0001"&é',
  idToken: idToken({ sub: "canary-subject-0001", exp: 4_000_000_000 }),
};
/** What only answers hold, and what a provider that cannot read them never learns. */
const ISSUED = { token: "canary-issued-token-01", accessKey: "CANARYISSUED01", secretKey: "canary-issued-secret-01" };

/** Where answers are secrets themselves. */
const CONFIDENTIAL = /^\/(v3\/auth\/tokens|v3\.0|v5\/agencies|meta-data|openstack)/;
/** The first of two such answers, where one leads to the other. */
const FIRST_ANSWER = /^\/(v3\/auth\/tokens|v3\.0\/OS-AUTH|v5\/agencies\/assume-with-oidc)/;
const HCLOUD = ".hcloud/config.json";
const keys = { accessKey: CANARY.accessKey, secretKey: CANARY.secretKey, securityToken: CANARY.securityToken };
const profile = {
  accessKeyId: CANARY.accessKey,
  secretAccessKey: CANARY.secretKey,
  securityToken: CANARY.securityToken,
};
const login = { userName: "auditor", password: CANARY.password, domainName: "emulated-domain" };
const agency = { agencyName: "emulated-agency", agencyDomainName: "emulated-domain" };
const domainId = "d0a11c0ffee0000000000000000000d1";
const trustAgency = { agencyName: "emulated-trust-agency", agencyDomainId: domainId };
const pipelineAgency = { agencyName: "emulated-pipeline-agency", agencyDomainId: domainId };

interface Way {
  configuration?: Record<string, unknown>;
  env?: Record<string, string>;
  files?: Record<string, string>;
  onEcs?: true;
  metadata?: "v1" | "v2";
}

/** A canary through each source. The project is looked up, so that IAM is asked, too. */
const WAYS: Record<string, Way> = {
  "a token in the configuration": { configuration: { token: CANARY.token } },
  "keys in the configuration": { configuration: keys },
  "a login in the configuration": { configuration: login },
  "a login with an agency": { configuration: { ...login, ...agency } },
  "keys with an agency": { configuration: { ...keys, ...agency } },
  "a token in the environment": { env: { HW_AUTH_TOKEN: CANARY.token } },
  "keys in the environment": {
    env: { HW_ACCESS_KEY: keys.accessKey, HW_SECRET_KEY: keys.secretKey, HW_SECURITY_TOKEN: keys.securityToken },
  },
  "keys in the SDK's variables": {
    env: {
      HUAWEICLOUD_SDK_AK: keys.accessKey,
      HUAWEICLOUD_SDK_SK: keys.secretKey,
      HUAWEICLOUD_SDK_SECURITY_TOKEN: keys.securityToken,
    },
  },
  "a login in the environment": {
    env: { HW_USER_NAME: login.userName, HW_USER_PASSWORD: login.password, HW_DOMAIN_NAME: login.domainName },
  },
  "a profile of hcloud": { files: { [HCLOUD]: hcloudFile({ name: "p", ...profile }) } },
  "a profile with a token": { files: { [HCLOUD]: hcloudFile({ name: "p", mode: "token", xAuthToken: CANARY.token }) } },
  "a profile after a sign-in by SSO": {
    files: {
      [HCLOUD]: JSON.stringify({
        current: "p",
        profiles: [null, { name: "p", mode: "SSO", ssoAuth: { stsToken: profile } }],
      }),
    },
  },
  "the SDK's file as Python reads it": {
    files: {
      ".huaweicloud/credentials": `[DEFAULT]\nSK : ${keys.secretKey}\n[basic]\n  AK: ${keys.accessKey}\n  SECURITY_TOKEN = ${keys.securityToken}\n`,
    },
  },
  "configuration with blanks around it": {
    configuration: {
      accessKey: ` ${keys.accessKey}\n`,
      secretKey: `${keys.secretKey}\n`,
      securityToken: `${keys.securityToken} `,
    },
  },
  "variables with blanks around them": {
    env: {
      HW_AUTH_TOKEN: " ",
      HW_ACCESS_KEY: `${keys.accessKey}\n`,
      HW_SECRET_KEY: `${keys.secretKey}\r\n`,
      HW_SECURITY_TOKEN: `\t${keys.securityToken}`,
    },
  },
  "the older metadata service": { onEcs: true, metadata: "v1" },
  "the SDK's file": {
    files: {
      ".huaweicloud/credentials": `[basic]\nak=${keys.accessKey}\nsk=${keys.secretKey}\nsecurity_token=${keys.securityToken}`,
    },
  },
  "the ECS agency": { onEcs: true },
  "an identity provider of IAM": { configuration: { idpId: IDP.id, idToken: CANARY.idToken } },
  "an identity provider of STS": { configuration: { idpId: IDP.urn, idToken: CANARY.idToken, ...pipelineAgency } },
  "an identity provider in the environment": {
    env: { HW_ASSUME_ROLE_IDP_ID: IDP.id, HW_ASSUME_ROLE_ID_TOKEN: CANARY.idToken },
  },
  "an identity provider with a file": {
    env: { HUAWEICLOUD_SDK_IDP_ID: IDP.id, HUAWEICLOUD_SDK_ID_TOKEN_FILE: "~/id-token" },
    files: { "id-token": CANARY.idToken },
  },
  "a chain of agencies": {
    configuration: {
      ...keys,
      agencies: [
        { name: "emulated-agency", domainId },
        { name: "emulated-trust-agency", domainId },
      ],
    },
  },
  "a login with a trust agency": { configuration: { ...login, ...trustAgency } },
};

/** Each of these leaves its way in half set or broken. */
const BROKEN: Record<string, Way> = {
  "half a pair": { configuration: { secretKey: CANARY.secretKey }, env: { HW_AUTH_TOKEN: CANARY.token } },
  "half a login": { env: { HW_USER_PASSWORD: CANARY.password } },
  "a security token alone": { configuration: { securityToken: CANARY.securityToken } },
  "a profile that is not JSON": { files: { [HCLOUD]: CANARY.secretKey } },
  "a profile of another form": {
    files: { [HCLOUD]: JSON.stringify({ profiles: { [CANARY.secretKey]: CANARY.token } }) },
  },
  "an encrypted profile": { files: { [HCLOUD]: hcloudFile({ name: "p", ...profile, accessKeyId: CANARY.secretKey }) } },
  "a blank inside a key": { configuration: { ...keys, secretKey: `${CANARY.secretKey} ${CANARY.token}` } },
  "a line break inside a key of the environment": {
    env: { HW_ACCESS_KEY: CANARY.accessKey, HW_SECRET_KEY: `${CANARY.secretKey}\n${CANARY.token}` },
  },
  "a control character inside a password": { configuration: { ...login, password: `${CANARY.password}\u0007` } },
  "a blank inside a key of a profile": {
    files: { [HCLOUD]: hcloudFile({ name: "p", ...profile, secretAccessKey: `${CANARY.secretKey} ${CANARY.token}` }) },
  },
  "two lines in a key of the SDK's file": {
    files: { ".huaweicloud/credentials": `[basic]\nak=${CANARY.accessKey}\nsk=${CANARY.secretKey}\n  ${CANARY.token}` },
  },
  "a profile whose key is of another type": {
    files: {
      [HCLOUD]: JSON.stringify({
        current: "p",
        profiles: [{ name: "p", accessKeyId: [CANARY.token], ssoAuth: CANARY.secretKey }],
      }),
    },
  },
  "an address of a region with a password": {
    configuration: { token: CANARY.token, endpoint: undefined, iamEndpoint: undefined },
    env: { HUAWEICLOUD_SDK_REGION_HSS_CN_NORTH_4: `https://u:${CANARY.token}@h` },
  },
  "secrets in variables that are not supported": {
    env: { HW_ACCESS_KEY: CANARY.accessKey, HW_PASSWORD: CANARY.password, HUAWEICLOUD_SDK_TOKEN: CANARY.token },
  },
  "an address of IAM in the SDK's file with a password": {
    files: {
      ".huaweicloud/credentials": `[basic]\nak=${CANARY.accessKey}\nsk=${CANARY.secretKey}\niam_endpoint=https://u:${CANARY.token}@h`,
    },
    configuration: { iamEndpoint: undefined },
  },
  "half a file": { files: { ".huaweicloud/credentials": `[basic]\nsk=${CANARY.secretKey}` } },
  "a token of an identity provider alone": { env: { HW_ASSUME_ROLE_ID_TOKEN: CANARY.idToken } },
  "a token file of another form": {
    configuration: { idpId: IDP.id, idTokenFile: "~/id-token" },
    files: { "id-token": JSON.stringify({ value: CANARY.idToken }) },
  },
  "an address with a password": { configuration: { token: CANARY.token, iamEndpoint: `https://u:${CANARY.token}@h` } },
};

const forms = (secret: string) => Object.values(SECRET_FORMS).map((write) => write(secret));

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** What shows that a secret was written in some form: it may be cut, and in base64 its ends differ with what is around it. */
const trace = (form: string) => withoutBlanks(form).slice(4, 40);
const withoutBlanks = (text: string) => text.replace(/\s/g, "");

/** All that came with the request, and all that the provider holds, in every form, as careless servers and proxies repeat it. */
function echo({ headers, body, target }: Exchange, own: readonly string[]): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value ?? ""}`);
  const values = [...own, body, ...Object.values(headers).map((value) => value ?? "")];
  return [...values.flatMap(forms), ...lines, body, target].join("|");
}

/** The secret that the request was sent with. */
const sent = ({ headers }: Exchange, [first = "-"]: readonly string[]) =>
  headers["x-auth-token"] ?? headers["x-security-token"] ?? first;

const inHeader = (text: string) => text.replace(/[^\x20-\x7e]/g, "?").slice(0, 4000);
const json = (value: unknown) => ({ text: JSON.stringify(value) });

/** Ways in which any service on the way may fail, each with as much as it knows in its answer. */
const FAULTS: Record<
  string,
  (exchange: Exchange, own: readonly string[]) => { status?: number; text?: string; headers?: Record<string, string> }
> = {
  "401 with an echo": (e, own) => ({
    status: 401,
    ...json({ error_code: "APIGW.0301", error_msg: `Incorrect IAM authentication information: ${echo(e, own)}` }),
  }),
  "401 whose message begins with the secret": (e, own) => ({
    status: 401,
    ...json({ error_msg: sent(e, own) }),
  }),
  "403 of IAM": (e, own) => ({ status: 403, ...json({ error: { code: sent(e, own), message: echo(e, own) } }) }),
  "400 with the secret for a code and request id": (e, own) => ({
    status: 400,
    headers: { "x-request-id": inHeader(echo(e, own)) },
    ...json({ error_code: sent(e, own), error_msg: own.at(-1), request_id: sent(e, own) }),
  }),
  "429 with an echo": (e, own) => ({ status: 429, ...json({ error_msg: echo(e, own) }) }),
  "500 as a page": (e, own) => ({ status: 500, text: `<html><body>${echo(e, own)}</body></html>` }),
  "502 as text": (e, own) => ({ status: 502, text: echo(e, own) }),
  "a redirect": (e, own) => ({
    status: 302,
    headers: { location: `https://h/?${encodeURIComponent(sent(e, own))}` },
    text: echo(e, own),
  }),
  "200 that is not JSON": (e, own) => ({ text: echo(e, own) }),
  "200 of another form": (e, own) =>
    json({
      total_num: echo(e, own),
      projects: echo(e, own),
      domains: [echo(e, own)],
      token: echo(e, own),
      credential: echo(e, own),
      credentials: echo(e, own),
    }),
  "200 with a header that is too odd": (e, own) => ({
    headers: { "content-encoding": inHeader(echo(e, own)).slice(0, 50) },
  }),
  "a token and keys that are cut": () => ({
    status: 201,
    headers: { "x-subject-token": ISSUED.token },
    text: `{"credential":{"access":"${ISSUED.accessKey}","secret":"${ISSUED.secretKey}","access_key_id":"${ISSUED.accessKey}","tok`,
  }),
  "a token and keys without any form": ({ path }) => ({
    status: 201,
    headers: { "x-subject-token": ISSUED.token },
    text: CONFIDENTIAL.test(path) ? Object.values(ISSUED).join(" ") : "-",
  }),
  "a token and keys without an end": () => ({
    status: 201,
    headers: { "x-subject-token": ISSUED.token },
    ...json({
      token: {},
      credential: { access: ISSUED.accessKey, secret: ISSUED.secretKey, securitytoken: "t" },
      credentials: { access_key_id: ISSUED.accessKey, secret_access_key: ISSUED.secretKey, security_token: "t" },
    }),
  }),
  "no secret but a strange error": () => ({ status: 418, text: "" }),
};

describe("canary secrets", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let engine: EngineDouble;
  /** All that came out, by what was done. */
  const shown: { what: string; text: string }[] = [];
  const secrets = new Set([...Object.values(CANARY), ...Object.values(ISSUED)]);

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
    engine = await EngineDouble.start();
  });
  after(async () => {
    engine.stop();
    await emulator.close();
  });
  beforeEach(() => {
    emulator.accounts = canaryAccounts();
    emulator.fleet = createFleet(450, 1);
    emulator.intercept = undefined;
    shown.length = 0;
  });
  afterEach(async () => {
    await stop();
    for (const { accessKey, secretKey, securityToken, tokens, password } of emulator.accounts) {
      for (const secret of [accessKey, secretKey, securityToken, password, ...tokens.keys()])
        if (secret) secrets.add(secret);
    }
    shown.push({ what: "the engine's log", text: engine.messages.join("\n") });
    const traces = new Set([...secrets, ...[...secrets].flatMap(forms).map(trace)]);
    for (const { what, text } of shown) {
      const bare = withoutBlanks(text);
      for (const secret of traces) assert.ok(!bare.includes(secret), `${what} shows ${secret}:\n${text}`);
    }
  });

  /** A test that fails leaves no process behind, as that would keep this one alive. */
  let stop: () => Promise<void> = () => Promise.resolve();
  const started = async ({ configuration, env, files, onEcs, metadata = "v2" }: Way) => {
    emulator.metadata = metadata;
    const { token, projectId, ...base } = emulated(emulator);
    assert.ok(token && projectId);
    const home = await homeFolder(files ?? {});
    const environment = { HOME: home.path, ...(onEcs ? { HW_METADATA_ENDPOINT: emulator.url } : {}), ...env };
    const plugin = await ProviderProcess.start(environment, [engine.address]);
    stop = async () => {
      stop = () => Promise.resolve();
      await plugin.stop();
      shown.push({ what: "the process", text: plugin.output });
      await home.remove();
    };
    const given: [string, unknown][] = Object.entries({ ...base, onDrift: "warn", ...configuration });
    return { plugin, given: Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
  };
  /** Calls a function; whatever comes of it is kept. Returns whether it failed. */
  const attempt = async (plugin: ProviderProcess, name: string, what: string): Promise<boolean> => {
    try {
      const { result } = await plugin.invoke(name);
      shown.push({ what, text: JSON.stringify(result) });
      return false;
    } catch (error) {
      shown.push({ what, text: `${String(error)} ${JSON.stringify(error)}` });
      return true;
    }
  };

  for (const [way, settings] of Object.entries(WAYS)) {
    it(`stay hidden with ${way}, whatever fails`, async () => {
      const { plugin, given } = await started(settings);
      const own = Object.values(CANARY).filter((secret) =>
        [secret, inJson(secret)].some((form) => planted(settings).includes(form)),
      );
      const isExchanged = /"(idpId|agencyName|HW_ASSUME_ROLE_IDP_ID|HUAWEICLOUD_SDK_IDP_ID)"/.test(planted(settings));
      for (const [fault, answer] of Object.entries(FAULTS)) {
        // First everything fails, then only what comes after the first answer, or after the credentials.
        for (const spared of [/^$/, ...(isExchanged ? [FIRST_ANSWER] : []), CONFIDENTIAL]) {
          await plugin.configure(given);
          emulator.intercept = (exchange) => {
            if (spared.test(exchange.path)) return false;
            const { status = 200, text = "x", headers = {} } = answer(exchange, own);
            exchange.response.writeHead(status, headers).end(text);
            return true;
          };
          for (const name of ["getIdentity", "getLocalImageHosts"]) {
            assert.ok(await attempt(plugin, name, `${fault}, ${name}`), `${fault} should have failed ${name}`);
          }
        }
      }
      emulator.intercept = ({ params }) => {
        if (Number(params.get("offset")) > 0) emulator.fleet = createFleet(450, emulator.requests.length + 50);
        return false;
      };
      await plugin.configure(given);
      assert.equal(await attempt(plugin, "getIdentity", "success"), false, shown.at(-1)?.text);
      assert.equal(await attempt(plugin, "getLocalImageHosts", "drift"), false, shown.at(-1)?.text);
    });
  }

  for (const way of ["a token in the configuration", "keys in the configuration", "a login in the configuration"]) {
    it(`stay hidden with ${way}, in every form that a server may write them in`, async () => {
      const settings = WAYS[way] as Way;
      const { plugin, given } = await started(settings);
      const own = Object.values(CANARY).filter((secret) => planted(settings).includes(inJson(secret)));
      await plugin.configure(given);
      for (const [form, write] of Object.entries(SECRET_FORMS)) {
        for (const secret of own) {
          const written = write(secret);
          const answers = {
            "a message": { status: 400, text: JSON.stringify({ error_msg: `no ${written}`, request_id: written }) },
            "a page": { status: 502, text: `<html><p>${written}</p></html>` },
            "what is not JSON": { status: 200, text: `${written}{` },
          };
          for (const [place, { status, text }] of Object.entries(answers)) {
            emulator.intercept = ({ path, response }) => {
              // Its answers are shown in no form at all.
              if (CONFIDENTIAL.test(path)) return false;
              response.writeHead(status).end(text);
              return true;
            };
            assert.ok(await attempt(plugin, "getLocalImageHosts", `${place}, ${form}`));
            assert.match(shown.at(-1)?.text ?? "", /\[redacted\]/, `${place}, ${form}`);
          }
        }
      }
    });
  }

  for (const [way, settings] of Object.entries(BROKEN)) {
    it(`stay hidden with ${way}`, async () => {
      const { plugin, given } = await started(settings);
      await plugin.configure(given);
      assert.ok(await attempt(plugin, "getIdentity", "getIdentity"));
      assert.ok(await attempt(plugin, "getLocalImageHosts", "getLocalImageHosts"));
    });
  }

  it("stay hidden when the configuration is refused", async () => {
    const { plugin } = await started({ env: { HW_AUTH_TOKEN: CANARY.token } });
    const failures = await plugin.checkConfig({ token: [CANARY.token], pageSize: CANARY.secretKey });
    shown.push({ what: "checkConfig", text: JSON.stringify(failures) });
    await assert.rejects(plugin.configure({ token: [CANARY.token], pageSize: CANARY.secretKey }), (error: Error) => {
      shown.push({ what: "configure", text: String(error) });
      return true;
    });
  });

  it("stay hidden when a program passes one as a region or as a function's name", async () => {
    const { plugin, given } = await started({ env: { HW_AUTH_TOKEN: CANARY.token } });
    await plugin.configure(given);
    const { message } = await plugin.failing("getLocalImageHosts", { region: CANARY.token });
    assert.match(message, /"\[redacted\]" is not the name of a region\./);
    await assert.rejects(plugin.invoke(CANARY.token), (error: Error) => {
      shown.push({ what: "the function's name", text: String(error) });
      assert.match(error.message, /The provider has no function .*\[redacted\]/);
      return true;
    });
  });

  it("were all used, including those that the servers issued", () => {
    for (const secret of Object.values(CANARY)) {
      assert.ok(
        Object.values(WAYS).some((way) => planted(way).includes(inJson(secret))),
        secret,
      );
    }
    assert.ok(secrets.size > 20);
  });
});

/** All that a way in is set up with, as text. */
function planted({ configuration, env, files }: Way): string {
  return `${JSON.stringify([configuration, env])} ${Object.values(files ?? {}).join(" ")}`;
}

/** The emulator's first user, whose ways in are the canaries. */
function canaryAccounts(): Account[] {
  const [auditor, ...others] = defaultAccounts();
  assert.ok(auditor);
  const canary: Account = {
    ...auditor,
    ...CANARY,
    tokens: new Map([[CANARY.token, Infinity]]),
    securityToken: CANARY.securityToken,
  };
  return [canary, ...others];
}
