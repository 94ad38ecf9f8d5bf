import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defaultAccounts } from "../../src/emulator/auth/defaultAccounts.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated, SECRETS } from "../support/emulated.js";
import { homeFolder } from "../support/homeFolder.js";
import { IDP, idToken } from "../support/idToken.js";
import { ProviderProcess } from "../support/providerProcess.js";

const KEYS = { accessKey: "EMULATEDACCESSKEY001", secretKey: "emulated-secret-key-0000000000000000001" };
const LOGIN = { userName: "auditor", password: "emulated-password", domainName: "emulated-domain" };
const USER_ID = "a0d170000000000000000000000000u1";
const DOMAIN_ID = "d0a11c0ffee0000000000000000000d1";
const TRUST_AGENCY = { agencyName: "emulated-trust-agency", agencyDomainId: DOMAIN_ID };
const PARTNER = { name: "emulated-partner-agency", domainId: DOMAIN_ID, externalId: "emulated-external-id" };
const PIPELINE_AGENCY = { agencyName: "emulated-pipeline-agency", agencyDomainId: DOMAIN_ID };
const TOKEN_FILE = { "run/id-token": `${idToken()}\n` };

const LOGIN_REQUEST = "POST /v3/auth/tokens";
const FEDERATE = "POST /v3.0/OS-AUTH/id-token/tokens";
const IAM_KEYS = "POST /v3.0/OS-CREDENTIAL/securitytokens";
const ASSUME = "POST /v5/agencies/assume";
const ASSUME_WITH_OIDC = "POST /v5/agencies/assume-with-oidc";

interface Way {
  configuration?: Record<string, unknown>;
  env?: Record<string, string>;
  files?: Record<string, string>;
  onEcs?: boolean;
}

interface Complete extends Way {
  source: RegExp;
  method: string;
  agency?: string;
  /** What the provider must ask before it asks anything else. */
  asks: string[];
  /** What the bodies of these requests must hold, by their place in the list. */
  says?: Record<number, Record<string, unknown>>;
}

const environment = /^environment \(HW_\*\)$/;
const inConfiguration = /^provider configuration$/;

const complete: Record<string, Complete> = {
  "an identity provider of IAM in the configuration": {
    configuration: { idpId: IDP.id, idToken: idToken() },
    source: inConfiguration,
    method: "oidc",
    asks: [FEDERATE, IAM_KEYS],
  },
  "HW_ASSUME_ROLE_IDP_ID with HW_ASSUME_ROLE_ID_TOKEN": {
    env: { HW_ASSUME_ROLE_IDP_ID: IDP.id, HW_ASSUME_ROLE_ID_TOKEN: idToken() },
    source: environment,
    method: "oidc",
    asks: [FEDERATE, IAM_KEYS],
  },
  "HW_ASSUME_ROLE_IDP_ID with HW_ASSUME_ROLE_ID_TOKEN_FILE": {
    env: { HW_ASSUME_ROLE_IDP_ID: IDP.id, HW_ASSUME_ROLE_ID_TOKEN_FILE: "~/run/id-token" },
    files: TOKEN_FILE,
    source: environment,
    method: "oidc",
    asks: [FEDERATE, IAM_KEYS],
  },
  "HUAWEICLOUD_SDK_IDP_ID with HUAWEICLOUD_SDK_ID_TOKEN_FILE": {
    env: { HUAWEICLOUD_SDK_IDP_ID: IDP.id, HUAWEICLOUD_SDK_ID_TOKEN_FILE: "~/run/id-token" },
    files: TOKEN_FILE,
    source: /^environment \(HUAWEICLOUD_SDK_\*\)$/,
    method: "oidc",
    asks: [FEDERATE, IAM_KEYS],
  },
  "an identity provider in the SDKs' credentials file": {
    files: {
      ...TOKEN_FILE,
      ".huaweicloud/credentials": `[basic]\nidp_id=${IDP.id}\nid_token_file=HOME/run/id-token\n`,
    },
    source: /^credentials file .*\.huaweicloud\/credentials$/,
    method: "oidc",
    asks: [FEDERATE, IAM_KEYS],
  },
  "an identity provider before the access key beside it, as the SDKs do": {
    env: {
      HW_ASSUME_ROLE_IDP_ID: IDP.id,
      HW_ASSUME_ROLE_ID_TOKEN: idToken(),
      HW_ACCESS_KEY: "of-somebody-else",
      HW_SECRET_KEY: "of-somebody-else",
    },
    source: environment,
    method: "oidc",
    asks: [FEDERATE, IAM_KEYS],
  },
  "an identity provider of IAM and a trust agency, as Terraform's assume_role_with_oidc": {
    env: {
      HW_ASSUME_ROLE_IDP_ID: IDP.id,
      HW_ASSUME_ROLE_ID_TOKEN: idToken(),
      HW_ASSUME_ROLE_AGENCY_NAME: TRUST_AGENCY.agencyName,
      HW_ASSUME_ROLE_DOMAIN_ID: DOMAIN_ID,
    },
    source: environment,
    method: "oidc",
    agency: TRUST_AGENCY.agencyName,
    asks: [FEDERATE, IAM_KEYS, ASSUME],
  },
  "an identity provider by its URN, for a trust agency": {
    env: { HW_ASSUME_ROLE_IDP_ID: IDP.urn, HW_ASSUME_ROLE_ID_TOKEN_FILE: "~/run/id-token" },
    configuration: { ...PIPELINE_AGENCY, agencyDuration: 43_200 },
    files: TOKEN_FILE,
    source: environment,
    method: "oidc",
    agency: PIPELINE_AGENCY.agencyName,
    asks: [ASSUME_WITH_OIDC],
    says: {
      0: {
        agency_urn: `iam::${DOMAIN_ID}:agency:emulated-pipeline-agency`,
        agency_session_name: "pulumi-huaweicloud-hss",
        duration_seconds: 43_200,
        provider_urn: IDP.urn,
        id_token: TOKEN_FILE["run/id-token"].trim(),
      },
    },
  },
  "an identity provider by its URN, and a chain of trust agencies": {
    env: { HW_ASSUME_ROLE_IDP_ID: IDP.urn, HW_ASSUME_ROLE_ID_TOKEN: idToken() },
    configuration: { agencies: [{ name: PIPELINE_AGENCY.agencyName, domainId: DOMAIN_ID }, PARTNER] },
    source: environment,
    method: "oidc",
    agency: PARTNER.name,
    asks: [ASSUME_WITH_OIDC, ASSUME],
  },
  "a trust agency assumed with an access key, from the environment of Terraform": {
    env: {
      HW_ACCESS_KEY: KEYS.accessKey,
      HW_SECRET_KEY: KEYS.secretKey,
      HW_ASSUME_ROLE_AGENCY_NAME: TRUST_AGENCY.agencyName,
      HW_ASSUME_ROLE_DOMAIN_ID: DOMAIN_ID,
      HW_ASSUME_ROLE_DURATION: "7200",
    },
    source: environment,
    method: "accessKey",
    agency: TRUST_AGENCY.agencyName,
    asks: [ASSUME],
    says: {
      0: {
        agency_urn: `iam::${DOMAIN_ID}:agency:emulated-trust-agency`,
        agency_session_name: "pulumi-huaweicloud-hss",
        duration_seconds: 7200,
      },
    },
  },
  "a trust agency with an external ID": {
    configuration: {
      ...KEYS,
      agencyName: PARTNER.name,
      agencyDomainId: DOMAIN_ID,
      agencyExternalId: "emulated-external-id",
    },
    source: inConfiguration,
    method: "accessKey",
    agency: PARTNER.name,
    asks: [ASSUME],
    says: {
      0: {
        agency_urn: `iam::${DOMAIN_ID}:agency:emulated-partner-agency`,
        agency_session_name: "pulumi-huaweicloud-hss",
        external_id: "emulated-external-id",
      },
    },
  },
  "an agency that IAM knows, by the ID of its account": {
    configuration: { ...KEYS, agencyName: "emulated-agency", agencyDomainId: DOMAIN_ID },
    source: inConfiguration,
    method: "accessKey",
    agency: "emulated-agency",
    asks: [ASSUME],
  },
  "a trust agency assumed with a token, which IAM exchanges for keys": {
    configuration: { token: "emulated-token", ...TRUST_AGENCY },
    source: inConfiguration,
    method: "token",
    agency: TRUST_AGENCY.agencyName,
    asks: [IAM_KEYS, ASSUME],
  },
  "a trust agency assumed with a login": {
    configuration: { ...LOGIN, ...TRUST_AGENCY },
    source: inConfiguration,
    method: "password",
    agency: TRUST_AGENCY.agencyName,
    asks: [LOGIN_REQUEST, IAM_KEYS, ASSUME],
  },
  "a trust agency assumed with the ECS agency": {
    configuration: TRUST_AGENCY,
    onEcs: true,
    source: /^ECS agency$/,
    method: "ecsAgency",
    agency: TRUST_AGENCY.agencyName,
    asks: ["PUT /meta-data/latest/api/token", "GET /openstack/latest/securitykey", ASSUME],
  },
  "a chain of an agency of IAM and a trust agency, as the stack's configuration sends it": {
    configuration: {
      ...KEYS,
      agencies: JSON.stringify([{ name: "emulated-agency", domainName: "emulated-domain", duration: 1800 }, PARTNER]),
    },
    source: inConfiguration,
    method: "accessKey",
    agency: PARTNER.name,
    asks: [IAM_KEYS, ASSUME],
    says: {
      0: {
        auth: {
          identity: {
            methods: ["assume_role"],
            assume_role: { agency_name: "emulated-agency", domain_name: "emulated-domain", duration_seconds: 1800 },
          },
        },
      },
    },
  },
  "a chain of trust agencies and agencies, all by STS": {
    configuration: {
      ...KEYS,
      agencies: [
        { name: "emulated-agency", domainId: DOMAIN_ID },
        { name: "emulated-trust-agency", domainId: DOMAIN_ID },
        PARTNER,
      ],
    },
    source: inConfiguration,
    method: "accessKey",
    agency: PARTNER.name,
    asks: [ASSUME, ASSUME, ASSUME],
    says: Object.fromEntries(
      ["emulated-agency", "emulated-trust-agency", PARTNER.name].map((name, index) => [
        index,
        {
          agency_urn: `iam::${DOMAIN_ID}:agency:${name}`,
          agency_session_name: "pulumi-huaweicloud-hss",
          ...(name === PARTNER.name ? { external_id: PARTNER.externalId } : {}),
        },
      ]),
    ),
  },
  "an identity provider of IAM and an agency of IAM": {
    configuration: {
      idpId: IDP.id,
      idToken: idToken(),
      agencyName: "emulated-agency",
      agencyDomainName: "emulated-domain",
    },
    source: inConfiguration,
    method: "oidc",
    agency: "emulated-agency",
    asks: [FEDERATE, IAM_KEYS, IAM_KEYS],
  },
  "HW_USER_ID with HW_USER_PASSWORD, without an account": {
    env: { HW_USER_ID: USER_ID, HW_USER_PASSWORD: LOGIN.password },
    source: environment,
    method: "password",
    asks: [LOGIN_REQUEST],
    says: {
      0: {
        auth: {
          identity: { methods: ["password"], password: { user: { id: USER_ID, password: LOGIN.password } } },
          scope: { project: { id: "0a1b2c3d4e5f60718293a4b5c6d7e8f9" } },
        },
      },
    },
  },
  "a user's ID and an agency, with the account": {
    configuration: {
      userId: USER_ID,
      password: LOGIN.password,
      domainId: DOMAIN_ID,
      agencyName: "emulated-agency",
      agencyDomainName: "emulated-domain",
    },
    source: inConfiguration,
    method: "password",
    agency: "emulated-agency",
    asks: [LOGIN_REQUEST, IAM_KEYS],
  },
};

const OIDC = { idpId: IDP.id, idToken: idToken() };

/** Half set, contradictory or broken: nothing may be asked, and the ECS agency behind it may not be taken. */
const broken: Record<string, Way & { says: RegExp }> = {
  "idpId alone": {
    configuration: { idpId: IDP.id },
    says: /^The provider configuration sets huaweicloud-hss:idpId but not huaweicloud-hss:idTokenFile or huaweicloud-hss:idToken\.\nSet both, or neither\.\n/,
  },
  "HUAWEICLOUD_SDK_IDP_ID alone": {
    env: { HUAWEICLOUD_SDK_IDP_ID: IDP.id },
    says: /^The environment \(HUAWEICLOUD_SDK_\*\) sets HUAWEICLOUD_SDK_IDP_ID but not HUAWEICLOUD_SDK_ID_TOKEN_FILE\.\n/,
  },
  "HW_ASSUME_ROLE_ID_TOKEN alone": {
    env: { HW_ASSUME_ROLE_ID_TOKEN: idToken() },
    says: /^The environment \(HW_\*\) sets HW_ASSUME_ROLE_ID_TOKEN but not HW_ASSUME_ROLE_IDP_ID\.\n/,
  },
  "HW_ASSUME_ROLE_ID_TOKEN_FILE alone": {
    env: { HW_ASSUME_ROLE_ID_TOKEN_FILE: "/x" },
    says: /^The environment \(HW_\*\) sets HW_ASSUME_ROLE_ID_TOKEN_FILE but not HW_ASSUME_ROLE_IDP_ID\.\n/,
  },
  "a token and a file": {
    configuration: { ...OIDC, idTokenFile: "/x" },
    says: /^The provider configuration sets both huaweicloud-hss:idToken and huaweicloud-hss:idTokenFile\.\nSet one of them\.\n/,
  },
  "a token file that is not there": {
    configuration: { idpId: IDP.id, idTokenFile: "/nonexistent/token" },
    says: /^The token file \/nonexistent\/token does not exist\.\nSet idTokenFile to the file into which the pipeline writes/,
  },
  "a token file that is a folder": {
    configuration: { idpId: IDP.id, idTokenFile: "/" },
    says: /^The token file \/ cannot be read \(EISDIR\)\.\n/,
  },
  "a token file that is empty": {
    configuration: { idpId: IDP.id, idTokenFile: "~/token" },
    files: { token: " \n" },
    says: /^The token file \S+\/token is empty\.\nIt must be the token/,
  },
  "a token file with something else": {
    configuration: { idpId: IDP.id, idTokenFile: "~/token" },
    files: { token: '{"value":"emulated-id-token"}' },
    says: /^The token file \S+\/token does not hold an OIDC token\.\n/,
  },
  "a token that is none": {
    configuration: { idpId: IDP.id, idToken: "emulated-id-token" },
    says: /^The configuration key idToken does not hold an OIDC token\.\n/,
  },
  "the URN of an identity provider without an agency": {
    configuration: { ...OIDC, idpId: IDP.urn },
    says: /^idpId is the URN of an identity provider, but no agency is set\.\nSet agencyName and agencyDomainId to a trust agency/,
  },
  "the URN of an identity provider with an account by its name": {
    configuration: { ...OIDC, idpId: IDP.urn, agencyName: "a", agencyDomainName: "emulated-domain" },
    says: /^idpId is the URN of an identity provider, but the account of the agency is given by its name\.\nSet the ID of the account/,
  },
  "the URN of an identity provider with an external ID": {
    configuration: { ...OIDC, idpId: IDP.urn, ...PIPELINE_AGENCY, agencyExternalId: "xy" },
    says: /^STS supports no external ID when an agency is assumed with a token of an identity provider\.\nRemove the external ID\./,
  },
  "an external ID with an account by its name": {
    configuration: { ...KEYS, agencyName: "a", agencyDomainName: "b", agencyExternalId: "xy" },
    says: /^The configuration sets agencyExternalId but not agencyDomainId\.\nSet agencyDomainId instead of agencyDomainName: /,
  },
  "a duration without an agency": {
    env: { HW_ACCESS_KEY: KEYS.accessKey, HW_SECRET_KEY: KEYS.secretKey, HW_ASSUME_ROLE_DURATION: "3600" },
    says: /^The configuration sets agencyDuration but not agencyName\.\nSet both, or neither\.\n/,
  },
  "one agency and several": {
    configuration: { ...KEYS, ...TRUST_AGENCY, agencies: [PARTNER] },
    says: /^The configuration sets both agencyName and agencies\.\nSet agencyName for one agency, or agencies for several\.\n/,
  },
  "an agency of several without its account": {
    configuration: { ...KEYS, agencies: [PARTNER, { name: "x" }] },
    says: /^The configuration key agencies\[1\] sets name but neither domainName nor domainId\.\n/,
  },
  "an external ID of several without the account's ID": {
    configuration: { ...KEYS, agencies: [{ name: PARTNER.name, domainName: "emulated-domain", externalId: "xy" }] },
    says: /^The configuration key agencies\[0\] sets externalId but not domainId\.\nSet domainId instead of domainName: /,
  },
  "userId alone": {
    configuration: { userId: USER_ID },
    says: /^The provider configuration sets huaweicloud-hss:userId but not huaweicloud-hss:password\.\n/,
  },
  "a user's ID and an agency, without the account": {
    configuration: { userId: USER_ID, password: LOGIN.password, agencyName: "a", agencyDomainName: "b" },
    says: /^The configuration sets userId and an agency, but neither domainName nor domainId\.\nSet domainName or domainId/,
  },
  "an unknown address of STS": {
    configuration: { ...KEYS, ...TRUST_AGENCY, stsEndpoint: undefined },
    says: /^The address of STS is not known, because that of IAM is not of the form iam\.<region>\.<domain>\.\nSet stsEndpoint .*$/m,
  },
  "an address of STS over plain HTTP": {
    configuration: { ...KEYS, ...TRUST_AGENCY, stsEndpoint: "http://sts.example" },
    says: /^stsEndpoint must use https.*\nSet stsEndpoint to an address such as "https:\/\/sts\.cn-north-4/,
  },
};

const refusals: Record<string, Way & { asks: string; status: number; says: RegExp }> = {
  ...Object.fromEntries(
    Object.entries({
      issuer: [{ iss: "https://other.example" }, "issuer of the ID token is not that"],
      audience: [{ aud: ["other"] }, "audience of the ID token is not allowed"],
      time: [{ exp: 1 }, "ID token has expired"],
    } as const).flatMap(([what, [claims, words]]) => [
      [
        `IAM refuses a token of the wrong ${what}`,
        {
          configuration: { idpId: IDP.id, idToken: idToken(claims) },
          asks: FEDERATE,
          status: 401,
          says: new RegExp(
            `^IAM did not accept the token of the identity provider\\.\\nCheck idpId, [^]*code: IAM\\.0001\\n[^]*server said: ".*${words}`,
          ),
        },
      ],
      [
        `STS refuses a token of the wrong ${what}`,
        {
          configuration: { idpId: IDP.urn, idToken: idToken(claims), ...PIPELINE_AGENCY },
          asks: ASSUME_WITH_OIDC,
          status: 403,
          says: new RegExp(
            `^STS gave no keys for the agency\\.\\nCheck that the token has not expired, [^]*code: STS5\\.1001\\n[^]*server said: ".*${words}`,
          ),
        },
      ],
    ]),
  ),
  "IAM does not know the identity provider": {
    configuration: { ...OIDC, idpId: "other" },
    asks: FEDERATE,
    status: 404,
    says: /^IAM did not accept the token of the identity provider\.\nCheck idpId[^]*code: IAM\.0004\n[^]*"Could not find idp: other\."/,
  },
  "STS does not know the identity provider": {
    configuration: { ...OIDC, idpId: `${IDP.urn}-2`, ...PIPELINE_AGENCY },
    asks: ASSUME_WITH_OIDC,
    status: 404,
    says: /^STS gave no keys for the agency\.\n[^]*Check idpId, [^]*emulated-idp-2 does not exist/,
  },
  "the trust policy does not admit the identity provider": {
    configuration: { ...OIDC, idpId: IDP.urn, ...TRUST_AGENCY },
    asks: ASSUME_WITH_OIDC,
    status: 403,
    says: /^STS gave no keys for the agency\.\n[^]*the trust policy does not admit this identity provider/,
  },
  "STS asks for another external ID": {
    configuration: { ...KEYS, agencyName: PARTNER.name, agencyDomainId: DOMAIN_ID, agencyExternalId: "not-it" },
    asks: ASSUME,
    status: 403,
    says: /^STS gave no keys for the agency\.\nCheck that the trust policy of the agency allows this caller and its external ID, [^]*asks for another external ID/,
  },
  "STS asks for an external ID": {
    configuration: { ...KEYS, agencyName: PARTNER.name, agencyDomainId: DOMAIN_ID },
    asks: ASSUME,
    status: 403,
    says: /asks for another external ID/,
  },
  "STS does not know the agency": {
    configuration: { ...KEYS, ...TRUST_AGENCY, agencyName: "typo" },
    asks: ASSUME,
    status: 404,
    says: /^STS gave no keys for the agency\.\n[^]*purpose: to assume the agency "typo"\n[^]*does not exist/,
  },
  "the keys of a chain shall last longer than STS allows": {
    configuration: {
      ...KEYS,
      agencies: [
        { name: "emulated-agency", domainId: DOMAIN_ID },
        { name: TRUST_AGENCY.agencyName, domainId: DOMAIN_ID, duration: 3601 },
      ],
    },
    asks: ASSUME,
    status: 400,
    says: /^STS gave no keys for the agency\.\n.*not longer than 3600 seconds if the agency is assumed with temporary keys\.\n[^]*must be from 900 to 3600/,
  },
  "the gateway refuses the access key itself": {
    configuration: { ...KEYS, secretKey: "emulated-secret-key-of-old", ...TRUST_AGENCY },
    asks: ASSUME,
    status: 401,
    says: /^The signature of the request is wrong\.\n/,
  },
};

describe("the executable's identity federation", () => {
  let emulator: Emulator;
  let bodies: string[];
  let printed = "";

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(() => {
    emulator.accounts = defaultAccounts();
    emulator.requests.length = 0;
    bodies = [];
    emulator.intercept = ({ body }) => {
      bodies.push(body);
      return false;
    };
  });
  after(async () => {
    await emulator.close();
    for (const secret of SECRETS) assert.ok(!printed.includes(secret), `a process printed ${secret}`);
  });

  const using = async <T>(
    { configuration, env, files, onEcs }: Way,
    use: (plugin: ProviderProcess) => Promise<T>,
  ): Promise<T> => {
    const home = await homeFolder(files ?? {});
    for (const [name, content] of Object.entries(files ?? {}))
      await writeFile(join(home.path, name), content.replaceAll("HOME", home.path));
    const given = { ...emulated(emulator, { token: undefined }), ...configuration };
    const plugin = await ProviderProcess.configured(
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      { HOME: home.path, ...(onEcs ? { HW_METADATA_ENDPOINT: emulator.url } : {}), ...env },
    );
    try {
      return await use(plugin);
    } finally {
      await plugin.stop();
      printed += plugin.output;
      await home.remove();
    }
  };
  const failure = async (way: Way) => {
    const { message } = await using(way, (plugin) => plugin.failing("getIdentity"));
    for (const secret of SECRETS) assert.ok(!message.includes(secret), message);
    return message;
  };
  const asked = () => emulator.requests.map(({ method, path }) => `${method} ${path}`);

  for (const [what, { source, method, agency = "", asks, says = {}, ...way }] of Object.entries(complete)) {
    it(`takes ${what}`, () =>
      using(way, async (plugin) => {
        const { result } = await plugin.invoke("getIdentity");
        assert.match(String(result.source), source);
        assert.deepEqual(result, {
          source: result.source,
          method,
          agencyName: agency,
          region: "cn-north-4",
          projectId: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
          domainId: DOMAIN_ID,
          domainName: "emulated-domain",
        });
        assert.equal((await plugin.invoke("getLocalImageHosts")).result.totalNum, 450);
        assert.deepEqual(asked().slice(0, asks.length + 1), [...asks, "GET /v3/auth/domains"]);
        // What was got serves for all that follows.
        assert.ok(
          asked()
            .slice(asks.length)
            .every((request) => request.startsWith("GET ")),
        );
        for (const [index, body] of Object.entries(says)) {
          assert.deepEqual(JSON.parse(bodies[Number(index)] ?? ""), body);
        }
      }));
  }

  for (const [what, { says, ...way }] of Object.entries(broken)) {
    it(`says what is wrong with ${what}`, async () => {
      const said = await failure({ onEcs: true, ...way });
      assert.match(said, says);
      assert.match(said, /^\S.*\.\n[A-Z].*\.\n/);
      assert.deepEqual(emulator.requests, []);
    });
  }

  for (const [what, { asks, status, says, ...way }] of Object.entries(refusals)) {
    it(`says what to check when ${what}`, async () => {
      assert.match(await failure(way), says);
      assert.deepEqual(emulator.requests.map((each) => [`${each.method} ${each.path}`, each.status]).at(-1), [
        asks,
        status,
      ]);
    });
  }
});
