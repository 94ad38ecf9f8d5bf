import assert from "node:assert/strict";
import { defaultAccounts } from "../../src/emulator/auth/defaultAccounts.js";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { emulated, SECRETS } from "../support/emulated.js";
import { EngineDouble } from "../support/engineDouble.js";
import { hcloudFile, homeFolder } from "../support/homeFolder.js";
import { ProviderProcess } from "../support/providerProcess.js";

const ACCESS_KEY = "EMULATEDACCESSKEY001";
const SECRET_KEY = "emulated-secret-key-0000000000000000001";
const TEMPORARY = [
  "EMULATEDACCESSKEY003",
  "emulated-secret-key-0000000000000000003",
  "emulated-security-token",
] as const;
const LOGIN = { userName: "auditor", password: "emulated-password", domainName: "emulated-domain" };
const DOMAIN_ID = "d0a11c0ffee0000000000000000000d1";
const HCLOUD = ".hcloud/config.json";
const SDK_FILE = ".huaweicloud/credentials";

interface Way {
  configuration?: Record<string, unknown>;
  env?: Record<string, string>;
  files?: Record<string, string>;
  /** Whether the metadata service can be reached. */
  onEcs?: boolean;
}

/** Ways that lead in, each with the source and method that getIdentity must name. */
const complete: Record<string, Way & { source: RegExp; method: string; agency?: string }> = {
  "a token in the configuration": {
    configuration: { token: "emulated-token" },
    source: /^provider configuration$/,
    method: "token",
  },
  "an access key in the configuration": {
    configuration: { accessKey: ACCESS_KEY, secretKey: SECRET_KEY },
    source: /^provider configuration$/,
    method: "accessKey",
  },
  "a temporary access key in the configuration": {
    configuration: { accessKey: TEMPORARY[0], secretKey: TEMPORARY[1], securityToken: TEMPORARY[2] },
    source: /^provider configuration$/,
    method: "accessKey",
  },
  "a login in the configuration": { configuration: LOGIN, source: /^provider configuration$/, method: "password" },
  "a login in the environment, with the account in the configuration": {
    configuration: { domainId: DOMAIN_ID },
    env: { HW_USER_NAME: LOGIN.userName, HW_USER_PASSWORD: LOGIN.password },
    source: /^environment \(HW_\*\)$/,
    method: "password",
  },
  "HW_USER_NAME with HW_USER_PASSWORD and HW_DOMAIN_NAME": {
    env: { HW_USER_NAME: LOGIN.userName, HW_USER_PASSWORD: LOGIN.password, HW_DOMAIN_NAME: LOGIN.domainName },
    source: /^environment \(HW_\*\)$/,
    method: "password",
  },
  "HW_USER_NAME with HW_USER_PASSWORD and HW_DOMAIN_ID": {
    env: { HW_USER_NAME: LOGIN.userName, HW_USER_PASSWORD: LOGIN.password, HW_DOMAIN_ID: DOMAIN_ID },
    source: /^environment \(HW_\*\)$/,
    method: "password",
  },
  "a login whose account is in HUAWEICLOUD_SDK_DOMAIN_ID": {
    env: { HW_USER_NAME: LOGIN.userName, HW_USER_PASSWORD: LOGIN.password, HUAWEICLOUD_SDK_DOMAIN_ID: DOMAIN_ID },
    source: /^environment \(HW_\*\)$/,
    method: "password",
  },
  HW_AUTH_TOKEN: { env: { HW_AUTH_TOKEN: "emulated-token" }, source: /^environment \(HW_\*\)$/, method: "token" },
  "HW_ACCESS_KEY with HW_SECRET_KEY": {
    env: { HW_ACCESS_KEY: ACCESS_KEY, HW_SECRET_KEY: SECRET_KEY },
    source: /^environment \(HW_\*\)$/,
    method: "accessKey",
  },
  "HW_SECURITY_TOKEN with its keys": {
    env: { HW_ACCESS_KEY: TEMPORARY[0], HW_SECRET_KEY: TEMPORARY[1], HW_SECURITY_TOKEN: TEMPORARY[2] },
    source: /^environment \(HW_\*\)$/,
    method: "accessKey",
  },
  "HUAWEICLOUD_SDK_AK with HUAWEICLOUD_SDK_SK": {
    env: { HUAWEICLOUD_SDK_AK: ACCESS_KEY, HUAWEICLOUD_SDK_SK: SECRET_KEY },
    source: /^environment \(HUAWEICLOUD_SDK_\*\)$/,
    method: "accessKey",
  },
  "HUAWEICLOUD_SDK_SECURITY_TOKEN with its keys": {
    env: {
      HUAWEICLOUD_SDK_AK: TEMPORARY[0],
      HUAWEICLOUD_SDK_SK: TEMPORARY[1],
      HUAWEICLOUD_SDK_SECURITY_TOKEN: TEMPORARY[2],
    },
    source: /^environment \(HUAWEICLOUD_SDK_\*\)$/,
    method: "accessKey",
  },
  "configuration that ends with line ends": {
    configuration: { accessKey: `${ACCESS_KEY}\n`, secretKey: ` ${SECRET_KEY}\r\n` },
    source: /^provider configuration$/,
    method: "accessKey",
  },
  "a login in the configuration that ends with line ends": {
    configuration: { userName: "auditor\n", password: `${LOGIN.password}\n`, domainName: "\temulated-domain\n" },
    source: /^provider configuration$/,
    method: "password",
  },
  "variables that end with line ends": {
    env: {
      HW_ACCESS_KEY: `${TEMPORARY[0]}\n`,
      HW_SECRET_KEY: `${TEMPORARY[1]}\r\n`,
      HW_SECURITY_TOKEN: ` ${TEMPORARY[2]}\n\n`,
    },
    source: /^environment \(HW_\*\)$/,
    method: "accessKey",
  },
  "keys, when the variables before them are blank": {
    env: {
      HW_AUTH_TOKEN: " ",
      HW_ACCESS_KEY: "\n",
      HW_SECURITY_TOKEN: "\t",
      HUAWEICLOUD_SDK_AK: ACCESS_KEY,
      HUAWEICLOUD_SDK_SK: SECRET_KEY,
      HUAWEICLOUD_SDK_SECURITY_TOKEN: " ",
      HW_SHARED_CONFIG_FILE: " ",
      HW_PROFILE: "\n",
      HW_ASSUME_ROLE_AGENCY_NAME: " ",
    },
    source: /^environment \(HUAWEICLOUD_SDK_\*\)$/,
    method: "accessKey",
  },
  "hcloud's current profile": {
    files: {
      [HCLOUD]: hcloudFile({ name: "work", mode: "AKSK", accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY }),
    },
    source: /^hcloud profile "work" in .*\.hcloud\/config\.json$/,
    method: "accessKey",
  },
  "another profile of hcloud, with a token": {
    env: { HW_PROFILE: "ci" },
    files: {
      [HCLOUD]: hcloudFile({ name: "default" }, { name: "ci", mode: "token", xAuthToken: "emulated-token" }),
    },
    source: /^hcloud profile "ci" in /,
    method: "token",
  },
  "a shared configuration file in another place": {
    env: { HW_SHARED_CONFIG_FILE: "~/elsewhere.json" },
    files: { "elsewhere.json": hcloudFile({ name: "x", accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY }) },
    source: /^hcloud profile "x" in .*elsewhere\.json$/,
    method: "accessKey",
  },
  "a shared configuration file that the configuration names": {
    configuration: { sharedConfigFile: "~/elsewhere.json" },
    env: { HW_AUTH_TOKEN: "of-somebody-else" },
    files: { "elsewhere.json": hcloudFile({ name: "x", accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY }) },
    source: /^hcloud profile "x" in .*elsewhere\.json$/,
    method: "accessKey",
  },
  "a profile after a sign-in by SSO": {
    files: {
      [HCLOUD]: JSON.stringify({
        current: "sso",
        profiles: [
          {
            name: "sso",
            mode: "SSO",
            accessKeyId: "",
            secretAccessKey: "",
            ssoParam: { startUrl: "https://idcenter.example/portal", ssoRegion: "ap-southeast-1" },
            ssoAuth: {
              stsToken: { accessKeyId: TEMPORARY[0], secretAccessKey: TEMPORARY[1], securityToken: TEMPORARY[2] },
            },
          },
        ],
      }),
    },
    source: /^hcloud profile "sso" in /,
    method: "accessKey",
  },
  "a profile among others that are broken, null or nameless": {
    files: {
      [HCLOUD]: JSON.stringify({
        current: "good",
        profiles: [
          null,
          7,
          { accessKeyId: "nameless" },
          { name: 5 },
          { name: "bad", accessKeyId: 5, ssoAuth: "x", region: [] },
          { name: "good", accessKeyId: ` ${ACCESS_KEY}\n`, secretAccessKey: `${SECRET_KEY}\n` },
        ],
      }),
    },
    source: /^hcloud profile "good" in /,
    method: "accessKey",
  },
  "the SDKs' file, when hcloud's is empty": {
    files: { [HCLOUD]: "", [SDK_FILE]: `[basic]\nak=${ACCESS_KEY}\nsk=${SECRET_KEY}` },
    source: /^credentials file /,
    method: "accessKey",
  },
  "the ECS agency, when all files are blank": {
    files: { [HCLOUD]: "\ufeff", [SDK_FILE]: " \n" },
    onEcs: true,
    source: /^ECS agency$/,
    method: "ecsAgency",
  },
  "a profile that the configuration asks for, before the environment": {
    configuration: { profile: "mine" },
    env: { HW_AUTH_TOKEN: "of-somebody-else" },
    files: { [HCLOUD]: hcloudFile({ name: "mine", accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY }) },
    source: /^hcloud profile "mine"/,
    method: "accessKey",
  },
  "the SDKs' credentials file": {
    files: { [SDK_FILE]: `; comment\n[global]\nak = other\n\n[basic]\nak = ${ACCESS_KEY}\nsk=${SECRET_KEY}\n` },
    source: /^credentials file .*\.huaweicloud\/credentials$/,
    method: "accessKey",
  },
  "the SDKs' credentials file as Python reads it": {
    files: {
      [SDK_FILE]: `[DEFAULT]\nSK = ${SECRET_KEY}\n[basic]\r\n  AK :  ${ACCESS_KEY}\n# sk = other\n[global]\nak = other\nsk = other\n`,
    },
    source: /^credentials file /,
    method: "accessKey",
  },
  "the SDKs' credentials file that the configuration names": {
    configuration: { credentialsFile: "~/sdk.ini" },
    env: { HW_AUTH_TOKEN: "of-somebody-else" },
    files: { "sdk.ini": `[basic]\nak=${ACCESS_KEY}\nsk=${SECRET_KEY}` },
    source: /^credentials file .*sdk\.ini$/,
    method: "accessKey",
  },
  "the SDKs' credentials file in another place": {
    env: { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "~/sdk.ini" },
    files: { "sdk.ini": `[basic]\nak=${TEMPORARY[0]}\nsk=${TEMPORARY[1]}\nsecurity_token=${TEMPORARY[2]}` },
    source: /^credentials file .*sdk\.ini$/,
    method: "accessKey",
  },
  "the ECS agency, when nothing else is set": { onEcs: true, source: /^ECS agency$/, method: "ecsAgency" },
  "the ECS agency that the configuration asks for, before the environment": {
    configuration: { ecsAgency: "true" },
    env: { HW_AUTH_TOKEN: "of-somebody-else" },
    onEcs: true,
    source: /^ECS agency$/,
    method: "ecsAgency",
  },
  "a profile in the mode ecsAgency": {
    files: { [HCLOUD]: hcloudFile({ name: "vm", mode: "ecsAgency" }) },
    onEcs: true,
    source: /^hcloud profile "vm" in .*: ECS agency$/,
    method: "ecsAgency",
  },
  "an agency assumed with an access key": {
    configuration: { agencyName: "emulated-agency", agencyDomainName: "emulated-domain" },
    env: { HW_ACCESS_KEY: "EMULATEDACCESSKEY002", HW_SECRET_KEY: "emulated-secret-key-0000000000000000002" },
    source: /^environment \(HW_\*\)$/,
    method: "accessKey",
    agency: "emulated-agency",
  },
  "an agency assumed with a login": {
    configuration: { ...LOGIN, agencyName: "emulated-agency", agencyDomainName: "emulated-domain" },
    source: /^provider configuration$/,
    method: "password",
    agency: "emulated-agency",
  },
  "an agency from the environment, assumed with the ECS agency": {
    env: { HW_ASSUME_ROLE_AGENCY_NAME: "emulated-agency", HW_ASSUME_ROLE_DOMAIN_NAME: "emulated-domain" },
    onEcs: true,
    source: /^ECS agency$/,
    method: "ecsAgency",
    agency: "emulated-agency",
  },
  "an agency of a profile with its source profile": {
    files: {
      [HCLOUD]: hcloudFile(
        {
          name: "role",
          mode: "agency",
          agencyName: "emulated-agency",
          agencyDomainName: "emulated-domain",
          sourceProfile: "keys",
        },
        { name: "keys", mode: "AKSK", accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY },
      ),
    },
    source: /^hcloud profile "role"/,
    method: "accessKey",
    agency: "emulated-agency",
  },
};

/** Ways that are half set or broken, each with its own message. Behind them waits a way in that must not be taken. */
const broken: Record<string, Way & { says: RegExp }> = {
  "accessKey alone": {
    configuration: { accessKey: ACCESS_KEY },
    says: /The provider configuration sets huaweicloud-hss:accessKey but not huaweicloud-hss:secretKey\.\nSet both, or neither\.\n/,
  },
  "secretKey alone": {
    configuration: { secretKey: SECRET_KEY },
    says: /sets huaweicloud-hss:secretKey but not huaweicloud-hss:accessKey\.\nSet both, or neither\.\n/,
  },
  "securityToken alone": {
    configuration: { securityToken: TEMPORARY[2] },
    says: /sets huaweicloud-hss:securityToken but not huaweicloud-hss:accessKey and huaweicloud-hss:secretKey/,
  },
  "userName alone": {
    configuration: { userName: "auditor" },
    says: /sets huaweicloud-hss:userName but not huaweicloud-hss:password\.\nSet both, or neither\.\n/,
  },
  "a login without its account": {
    configuration: { userName: "auditor", password: LOGIN.password },
    says: /sets huaweicloud-hss:userName and huaweicloud-hss:password but neither huaweicloud-hss:domainName nor huaweicloud-hss:domainId/,
  },
  "HW_ACCESS_KEY alone": {
    env: { HW_ACCESS_KEY: ACCESS_KEY },
    says: /The environment \(HW_\*\) sets HW_ACCESS_KEY but not HW_SECRET_KEY\.\nSet both, or neither\.\n {2}1\. provider configuration: /,
  },
  "a blank inside HW_ACCESS_KEY": {
    env: { HW_ACCESS_KEY: "EMULATED ACCESSKEY001", HW_SECRET_KEY: SECRET_KEY },
    says: /^The environment \(HW_\*\) has a value in HW_ACCESS_KEY that contains a blank, a line break or another invalid character\.\n/,
  },
  "a control character inside HUAWEICLOUD_SDK_SK": {
    env: { HUAWEICLOUD_SDK_AK: ACCESS_KEY, HUAWEICLOUD_SDK_SK: `${SECRET_KEY}\u0007x` },
    says: /has a value in HUAWEICLOUD_SDK_SK that contains a blank, a line break or another invalid character\.\n/,
  },
  "a blank inside the token": {
    configuration: { token: "emulated token" },
    says: /^The provider configuration has a value in huaweicloud-hss:token that contains a blank/,
  },
  "a letter outside ASCII inside the security token": {
    configuration: { accessKey: ACCESS_KEY, secretKey: SECRET_KEY, securityToken: "emulated-security-tökèn" },
    says: /^The provider configuration has a value in huaweicloud-hss:securityToken that contains a blank/,
  },
  "a blank inside a key of a profile": {
    files: { [HCLOUD]: hcloudFile({ name: "work", accessKeyId: ACCESS_KEY, secretAccessKey: "emulated secret" }) },
    says: /^The hcloud profile "work" in \S+ has a value in secretAccessKey that contains a blank/,
  },
  "two lines in a key of the credentials file": {
    files: { [SDK_FILE]: `[basic]\nak=${ACCESS_KEY}\nsk=${SECRET_KEY}\n  more\n` },
    says: /^The credentials file \S+ has a value in sk that contains a blank/,
  },
  "HW_ACCESS_KEY with the secret key of the other family": {
    env: { HW_ACCESS_KEY: ACCESS_KEY, HUAWEICLOUD_SDK_SK: SECRET_KEY },
    says: /sets HW_ACCESS_KEY but not HW_SECRET_KEY/,
  },
  "HW_USER_PASSWORD alone": {
    env: { HW_USER_PASSWORD: LOGIN.password },
    says: /sets HW_USER_PASSWORD but not HW_USER_NAME/,
  },
  "HUAWEICLOUD_SDK_SK alone": {
    env: { HUAWEICLOUD_SDK_SK: SECRET_KEY },
    says: /The environment \(HUAWEICLOUD_SDK_\*\) sets HUAWEICLOUD_SDK_SK but not HUAWEICLOUD_SDK_AK/,
  },
  "half a profile": {
    files: { [HCLOUD]: hcloudFile({ name: "work", accessKeyId: ACCESS_KEY, secretAccessKey: "" }) },
    says: /The hcloud profile "work" in .* sets accessKeyId but not secretAccessKey/,
  },
  "a profile with nothing": {
    files: { [HCLOUD]: hcloudFile({ name: "work" }) },
    says: /The hcloud profile "work" in .* sets neither accessKeyId with secretAccessKey nor xAuthToken\.\n/,
  },
  "a profile before a sign-in by SSO": {
    files: { [HCLOUD]: hcloudFile({ name: "work", mode: "SSO" }) },
    says: /^The hcloud profile "work" in \S+ has no keys of an SSO sign-in\.\nRun "hcloud configure sso"/,
  },
  "a profile whose value has another type": {
    files: {
      [HCLOUD]: JSON.stringify({ current: "x", profiles: [{ name: "x", ssoAuth: { stsToken: "emulated-token" } }] }),
    },
    says: /^The hcloud profile "x" in \S+ has a value of another type in ssoAuth\.stsToken\.\n/,
  },
  "a source profile whose value has another type": {
    files: {
      [HCLOUD]: JSON.stringify({
        current: "x",
        profiles: [
          { name: "x", sourceProfile: "y" },
          { name: "y", accessKeyId: [] },
        ],
      }),
    },
    says: /^The hcloud profile "y" in \S+ has a value of another type in accessKeyId\.\n/,
  },
  "a profile of an empty file": {
    env: { HW_PROFILE: "work" },
    files: { [HCLOUD]: "\n" },
    says: /cannot be used: the file is empty\.\nCheck sharedConfigFile and profile\./,
  },
  "a credentials file that is empty and named": {
    env: { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "~/sdk.ini" },
    files: { "sdk.ini": "" },
    says: /cannot be used: the file is empty\.\n/,
  },
  "a credentials file that is a device": {
    env: { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "/dev/zero" },
    says: /^The credentials file \/dev\/zero is not a regular file\.\n/,
  },
  "a profile that is encrypted": {
    files: { [HCLOUD]: hcloudFile({ name: "work", accessKeyId: "5J+/a==", secretAccessKey: "x" }) },
    says: /an invalid accessKeyId, perhaps because hcloud encrypted it\.\nRun "hcloud configure set --cli-auth-encrypt=false/,
  },
  "a profile that is not there": {
    env: { HW_PROFILE: "typo" },
    files: { [HCLOUD]: hcloudFile({ name: "work" }, { name: "home" }) },
    says: /has no profile "typo"; its profiles are: "work", "home"\.\nCheck sharedConfigFile and profile\.\n/,
  },
  "a source profile that is not there": {
    files: { [HCLOUD]: hcloudFile({ name: "role", sourceProfile: "gone" }) },
    says: /names the source profile "gone", which does not exist\.\n/,
  },
  "an agency of a profile without its account": {
    files: { [HCLOUD]: hcloudFile({ name: "role", agencyName: "a" }) },
    says: /The hcloud profile "role" .* sets agencyName but neither agencyDomainName nor agencyDomainId/,
  },
  "a shared configuration file that is not there": {
    env: { HW_SHARED_CONFIG_FILE: "/nonexistent/config.json" },
    says: /The hcloud profile in \/nonexistent\/config\.json cannot be used: the file does not exist\.\n/,
  },
  "a shared configuration file that is a folder": {
    env: { HW_SHARED_CONFIG_FILE: "/" },
    says: /The hcloud profile in \/ cannot be read \(EISDIR\)/,
  },
  "a shared configuration file that is not JSON": {
    files: { [HCLOUD]: `{"secretAccessKey": "${SECRET_KEY}"` },
    says: /config\.json is not a configuration file of hcloud\.\nIt must be JSON with a list of profiles\./,
  },
  "half a credentials file": {
    files: { [SDK_FILE]: `[basic]\nak = ${ACCESS_KEY}\n` },
    says: /The credentials file .* sets ak but not sk/,
  },
  "a credentials file with nothing": {
    files: { [SDK_FILE]: "[basic]\n" },
    says: /The credentials file .* sets neither ak nor sk in its section \[basic\]/,
  },
  "a credentials file that is not there": {
    env: { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "/nonexistent/ini" },
    says: /The credentials file \/nonexistent\/ini cannot be used: the file does not exist\.\n/,
  },
  "an ECS agency that is asked for and not there": {
    configuration: { ecsAgency: "true" },
    env: { HW_AUTH_TOKEN: "emulated-token" },
    says: /^The ECS agency cannot be used\.\nThe metadata service at http:\/\/127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/,
  },
  "agencyName without an account": {
    configuration: { token: "emulated-token", agencyName: "a" },
    says: /The configuration sets agencyName but neither agencyDomainName nor agencyDomainId/,
  },
  "an account without agencyName": {
    configuration: { token: "emulated-token", agencyDomainName: "a" },
    says: /The configuration sets agencyDomainName but not agencyName/,
  },
};

describe("the executable's credentials", () => {
  let emulator: Emulator;
  let printed = "";

  before(async () => {
    emulator = await startEmulator({ hosts: 450 });
  });
  beforeEach(() => {
    emulator.accounts = defaultAccounts();
    emulator.metadata = "v2";
    emulator.intercept = undefined;
    emulator.requests.length = 0;
  });
  after(async () => {
    await emulator.close();
    for (const secret of SECRETS) assert.ok(!printed.includes(secret), `a process printed ${secret}`);
  });

  const withoutToken = () => {
    const { token, ...rest } = emulated(emulator);
    assert.ok(token);
    return rest;
  };
  const using = async <T>({ configuration, env, files, onEcs }: Way, use: (plugin: ProviderProcess) => Promise<T>) => {
    const home = await homeFolder(files ?? {});
    const plugin = await ProviderProcess.configured(
      { ...withoutToken(), ...configuration },
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
  const failure = (way: Way) => using(way, (plugin) => plugin.failing("getIdentity").then(({ message }) => message));

  for (const [what, { source, method, agency = "", ...way }] of Object.entries(complete)) {
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
        const takenOn = emulator.requests.filter(({ path }) => path === "/v3.0/OS-CREDENTIAL/securitytokens");
        assert.equal(takenOn.length, agency === "" ? 0 : 1);
      }));
  }

  for (const [what, { says, ...way }] of Object.entries(broken)) {
    it(`says what is wrong with ${what}`, async () => {
      // The ECS agency would be the way in behind it.
      const asked = way.configuration?.ecsAgency !== undefined;
      const said = await failure({ ...way, onEcs: !asked });
      assert.match(said, says);
      // What happened, then what to do.
      assert.match(said, /^\S.*\.\n[A-Z].*\.\n/);
      for (const secret of SECRETS) assert.ok(!said.includes(secret), said);
      assert.deepEqual(emulator.requests, []);
    });
  }

  describe("of a profile", () => {
    const identity = async (region: string | undefined, configuration: Record<string, unknown>) => {
      const keys = { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY };
      const profile = { name: "all", ...keys, ...(region === undefined ? {} : { region }), projectId: "p-1" };
      const home = await homeFolder({ [HCLOUD]: hcloudFile(profile) });
      const plugin = await ProviderProcess.configured(
        { endpoint: emulator.url, iamEndpoint: emulator.url, ...configuration },
        { HOME: home.path },
      );
      try {
        const { result } = await plugin.invoke("getIdentity");
        return [result.region, result.projectId];
      } finally {
        await plugin.stop();
        await home.remove();
      }
    };

    it("take its region and project along, when nothing else sets them", async () => {
      assert.deepEqual(await identity("cn-north-4", {}), ["cn-north-4", "p-1"]);
    });

    it("take its project along, when it has no region", async () => {
      assert.deepEqual(await identity(undefined, { region: "cn-north-4" }), ["cn-north-4", "p-1"]);
    });

    it("do not take its project into another region", async () => {
      const expected = ["cn-north-4", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"];
      assert.deepEqual(await identity("cn-south-1", { region: "cn-north-4" }), expected);
    });
  });

  it("lists the sources in the order tried, and what each lacked, if no credentials are found", async () => {
    const said = await failure({});
    assert.match(
      said,
      /^No credentials for Huawei Cloud were found\.\nSet accessKey and secretKey, .*in this order:\n/,
    );
    const lines = said.split("\n").slice(2);
    const expected = [
      /^ {2}1\. provider configuration: none of these is set: huaweicloud-hss:token; huaweicloud-hss:idpId with huaweicloud-hss:idTokenFile or huaweicloud-hss:idToken; huaweicloud-hss:accessKey with huaweicloud-hss:secretKey; huaweicloud-hss:userName with huaweicloud-hss:password$/,
      /^ {2}2\. environment \(HW_\*\): none of these is set: HW_AUTH_TOKEN; HW_ASSUME_ROLE_IDP_ID with HW_ASSUME_ROLE_ID_TOKEN_FILE or HW_ASSUME_ROLE_ID_TOKEN; HW_ACCESS_KEY with HW_SECRET_KEY; HW_USER_NAME with HW_USER_PASSWORD$/,
      /^ {2}3\. environment \(HUAWEICLOUD_SDK_\*\): none of these is set: HUAWEICLOUD_SDK_IDP_ID with HUAWEICLOUD_SDK_ID_TOKEN_FILE; HUAWEICLOUD_SDK_AK with HUAWEICLOUD_SDK_SK$/,
      /^ {2}4\. hcloud profile in .*\/\.hcloud\/config\.json: the file does not exist$/,
      /^ {2}5\. credentials file .*\/\.huaweicloud\/credentials: the file does not exist$/,
      /^ {2}6\. ECS agency: The metadata service at http:\/\/127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)\. Use other credentials, or run on an ECS server with an agency\.$/,
      /^See \S+\/docs\/errors\.md#autherror$/,
    ];
    assert.equal(lines.length, expected.length, said);
    expected.forEach((pattern, index) => {
      assert.match(lines[index] ?? "", pattern);
    });
  });

  it("never queries the metadata service if ecsAgency is false, or if other credentials are set", async () => {
    assert.doesNotMatch(await failure({ configuration: { ecsAgency: "false" }, onEcs: true }), /ECS/);
    await using({ env: { HW_AUTH_TOKEN: "emulated-token" }, onEcs: true }, (plugin) => plugin.invoke("getIdentity"));
    assert.deepEqual(
      emulator.requests.map(({ path }) => path),
      ["/v3/auth/domains"],
    );
  });

  describe("at the metadata service", () => {
    const SESSION = "PUT /meta-data/latest/api/token";
    const KEYS = "GET /openstack/latest/securitykey";
    const asked = () => emulator.requests.map(({ method, path }) => `${method} ${path}`);
    /** Answers to one address in place of the service; a status of 0 breaks the connection. */
    const answering = (
      route: string,
      answer: { status: number; body?: string; encoding?: string },
      times = Infinity,
    ) => {
      let left = times;
      emulator.intercept = ({ method, path, response }) => {
        if (`${method} ${path}` !== route || left-- <= 0) return false;
        if (answer.status === 0) response.destroy();
        else {
          response.writeHead(answer.status, answer.encoding ? { "content-encoding": answer.encoding } : {});
          response.end(answer.body);
        }
        return true;
      };
    };
    const method = async () => {
      const { result } = await using({ onEcs: true }, (plugin) => plugin.invoke("getIdentity"));
      return result.method;
    };
    const session = () => {
      const last = emulator.requests.findLast(({ path }) => path === "/openstack/latest/securitykey");
      return last?.headers["x-metadata-token"];
    };

    it("takes the older one, which knows no sessions", async () => {
      emulator.metadata = "v1";
      assert.equal(await method(), "ecsAgency");
      assert.deepEqual(asked().slice(0, 2), [SESSION, KEYS]);
    });

    for (const [what, answer] of [
      ["400", { status: 400 }],
      ["403", { status: 403, body: "denied" }],
      ["500, twice,", { status: 500 }],
      ["a broken connection", { status: 0 }],
      ["an empty token", { status: 200, body: " \n" }],
      ["a page", { status: 200, body: "<html>\n<body>log in</body>" }],
      ["an answer that cannot be read", { status: 200, body: "x", encoding: "gzip" }],
    ] as const) {
      it(`asks without a session after ${what} for one`, async () => {
        emulator.metadata = "v1";
        answering(SESSION, answer);
        assert.equal(await method(), "ecsAgency");
        assert.equal(session(), undefined);
      });
    }

    for (const route of [SESSION, KEYS]) {
      it(`asks once more after a 5xx to ${route}`, async () => {
        answering(route, { status: 503 }, 1);
        assert.equal(await method(), "ecsAgency");
        assert.equal(asked().filter((each) => each === route).length, 2);
        assert.match(session() ?? "", /^emulated-metadata-token-/);
      });
    }

    it("gives up after the second 5xx", async () => {
      answering(KEYS, { status: 502 });
      assert.match(
        await failure({ onEcs: true }),
        /6\. ECS agency: The metadata service at \S+ answered with HTTP 502\. Run again later/,
      );
      assert.deepEqual(asked(), [SESSION, KEYS, KEYS]);
    });

    it("says so when it cannot read the keys", async () => {
      answering(KEYS, { status: 200, body: "x", encoding: "gzip" });
      assert.match(await failure({ onEcs: true }), /metadata service at \S+ gave an answer that cannot be read\./);
    });

    for (const [how, answer] of [
      ["404", { status: 404 }],
      ["its own words", { status: 401, body: "Please configure Cloud Service Agency first" }],
    ] as const) {
      it(`says that no agency is set on this server, by ${how}`, async () => {
        answering(KEYS, answer);
        assert.match(
          await failure({ onEcs: true }),
          /6\. ECS agency: No agency is set on this server, according to its metadata service at http:\S+\. Assign an agency to the server in the ECS console, or use other credentials\.\n/,
        );
        assert.deepEqual(asked(), [SESSION, KEYS]);
      });
    }

    it("waits three seconds for each version, and no longer", async () => {
      emulator.metadata = "hanging";
      assert.match(await failure({ onEcs: true }), /metadata service at \S+ did not answer within 3 s\. /);
      assert.deepEqual(asked(), [SESSION, KEYS]);
    });
  });

  it("queries the metadata service without a proxy", async () => {
    const nobody = "http://127.0.0.1:1";
    const env = { HTTPS_PROXY: nobody, https_proxy: nobody, HTTP_PROXY: nobody, http_proxy: nobody };
    await using({ onEcs: true, env }, async (plugin) => {
      assert.equal((await plugin.invoke("getIdentity")).result.method, "ecsAgency");
    });
    assert.equal(emulator.requests.filter(({ path }) => path === "/openstack/latest/securitykey").length, 1);
  });

  it("refuses to fetch keys from a metadata service on the network", async () => {
    const said = await failure({ env: { HW_METADATA_ENDPOINT: "http://metadata.example" } });
    assert.match(
      said,
      /^HW_METADATA_ENDPOINT is not the address of a metadata service\.\nSet it to an http address of this machine or in 169\.254\.0\.0\/16/,
    );
  });

  it("reads HW_MAX_RETRIES", async () => {
    const { maxRetries, ...configuration } = emulated(emulator);
    assert.equal(maxRetries, 0);
    for (const [retries, requests] of [
      ["0", 1],
      ["1\n", 2],
    ] as const) {
      emulator.requests.length = 0;
      emulator.intercept = ({ response }) => {
        response.writeHead(503, { "retry-after": "0" }).end("{}");
        return true;
      };
      const plugin = await ProviderProcess.configured(configuration, { HW_MAX_RETRIES: retries });
      await plugin.failing("getIdentity").finally(() => plugin.stop());
      assert.equal(emulator.requests.length, requests);
    }
    for (const bad of ["many", "-1", "21", "1.5"]) {
      await assert.rejects(ProviderProcess.configured(configuration, { HW_MAX_RETRIES: bad }), (error: Error) => {
        assert.match(error.message, /^9 FAILED_PRECONDITION: Environment variable HW_MAX_RETRIES must be /);
        return true;
      });
    }
  });

  describe("that the provider does not know", () => {
    const env = { HW_INSECURE: "true", HW_REGION: "cn-north-4", HUAWEICLOUD_SDK_NEW: "x", HW_CERT: " " };
    const said = [
      "HUAWEICLOUD_SDK_NEW is set, and not supported",
      "HW_INSECURE is set, and not supported: use NODE_EXTRA_CA_CERTS or caCertFile",
      "HW_REGION is set, and not supported: use HW_REGION_NAME",
    ];

    it("are named in a warning, and those of other services and tools are not", async () => {
      const engine = await EngineDouble.start();
      const others = { HUAWEICLOUD_SDK_REGION_ECS_CN_NORTH_4: "https://ecs.example", HWLOC_HIDE_ERRORS: "1" };
      const plugin = await ProviderProcess.start({ ...env, ...others }, [engine.address]);
      try {
        await plugin.configure(emulated(emulator));
        await plugin.invoke("getIdentity");
        assert.deepEqual(
          engine.logged.map(({ message }) => message).sort(),
          said.map((each) => `${each}.`),
        );
      } finally {
        await plugin.stop();
        engine.stop();
      }
    });

    it("are named in the error when there are no credentials, or no region", async () => {
      const lines = said.map((each) => `  environment: ${each}\n`).join("");
      assert.ok((await failure({ env })).includes(lines));
      assert.ok((await failure({ env: { ...env, HW_ACCESS_KEY: ACCESS_KEY } })).includes(lines));
      const plugin = await ProviderProcess.configured({ token: "t" }, env);
      const { message } = await plugin.failing("getIdentity").finally(() => plugin.stop());
      assert.ok(message.startsWith("No region is set.\n") && message.includes(lines), message);
    });
  });
});
