import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import type { Exchange } from "../../src/emulator/server/exchange.js";
import { createRoutes, routeOf } from "../../src/emulator/createRoutes.js";
import { CARGO } from "../support/available.js";
import { IDP, idToken } from "../support/idToken.js";
import { ProviderProcess } from "../support/providerProcess.js";
import { apiDocuments, type DocumentedOperation } from "./apiDocuments.js";
import { atServer, KEYS, withKeys } from "./withKeys.js";

const IAM_KEYS = "POST /v3.0/OS-CREDENTIAL/securitytokens";

/** The operations that the emulator plays, by their names in the documents, each with its route. */
const DOCUMENTED: Record<string, string> = {
  ListImageLocal: "GET /v5/{project_id}/image/local-repositories",
  KeystoneCreateUserTokenByPassword: "POST /v3/auth/tokens",
  KeystoneListAuthDomains: "GET /v3/auth/domains",
  KeystoneListProjects: "GET /v3/projects",
  CreateTokenWithIdToken: "POST /v3.0/OS-AUTH/id-token/tokens",
  CreateTemporaryAccessKeyByAgency: IAM_KEYS,
  CreateTemporaryAccessKeyByToken: IAM_KEYS,
  AssumeAgency: "POST /v5/agencies/assume",
  AssumeAgencyWithOIDC: "POST /v5/agencies/assume-with-oidc",
};

/** Which of the two operations with one route a request is for. */
const METHOD: Record<string, RegExp> = {
  CreateTemporaryAccessKeyByAgency: /"methods":\["assume_role"\]/,
  CreateTemporaryAccessKeyByToken: /"methods":\["token"\]/,
};

/** Those that the documents lack. Once they have one, it belongs into the table above. */
const UNDOCUMENTED = [
  "GET /openstack/latest/securitykey",
  "GET /v5/{project_id}/image/local/containers",
  "GET /v5/{project_id}/image/local/hosts",
  "GET /v5/{project_id}/images/vulnerabilities",
  "GET /v5/{project_id}/vulnerability/images",
  "PUT /meta-data/latest/api/token",
];

/** Where provider or emulator do not keep to a document, and why. One that is not seen any more fails the test. */
const DEPARTURES = [
  ...["start_latest_update_time", "end_latest_update_time", "start_latest_scan_time", "end_latest_scan_time"].map(
    (name) => ({
      operation: "ListImageLocal",
      problem: `query/${name} must be <= 2147483547`,
      why: "It is said to be in milliseconds, and this maximum is in January 1970; the same time in a row may be 4070880000000.",
    }),
  ),
  {
    operation: "ListImageLocal",
    problem: "query must NOT have additional properties: has_container",
    why: "The vendor's SDK 3.1.219, which is newer, has this filter.",
  },
  ...["must have required property 'name'", "must NOT have additional properties: id"].map((fault) => ({
    operation: "KeystoneCreateUserTokenByPassword",
    problem: `body/auth/identity/password/user/domain ${fault}`,
    why: "Keystone, whose API this is, takes an account's ID in place of its name; it is sent when domainId is configured.",
  })),
  ...[
    "must NOT have additional properties: id",
    "must have required property 'domain'",
    "must have required property 'name'",
  ].map((fault) => ({
    operation: "KeystoneCreateUserTokenByPassword",
    problem: `body/auth/identity/password/user ${fault}`,
    why: "Keystone takes a user's ID alone in place of the name and the account; it is sent when userId is configured.",
  })),
  ...["/links/next", "/links/previous", "/projects/*/links/next", "/projects/*/links/previous"].map((place) => ({
    operation: "KeystoneListProjects",
    problem: `answer${place} must be string`,
    why: "It is null in the document's own example.",
  })),
];

interface Recorded {
  exchange: Exchange;
  status: number;
  answer: string;
}

const AGENCY = { agencyName: "emulated-agency", agencyDomainName: KEYS.domainName };
const START = 1_767_225_600_000;

/** Each filter once, within its documented range but for the times. */
const IMAGE_CALLS: Record<string, unknown>[] = [
  { enterpriseProjectId: "all_granted_eps" },
  { imageName: "orders", imageVersion: "2026.10.1" },
  { imageName: "100% 生产 a+b x&y=z" },
  { localImageType: "swr_image" },
  { imageSize: 215_304_488 },
  { scanStatus: "waiting_for_scan" },
  { hasVul: true },
  { hasContainer: false },
  { startLatestUpdateTime: START, endLatestUpdateTime: START + 1 },
  { startLatestScanTime: START, endLatestScanTime: START + 1 },
  { hostName: "prod", hostId: "9ad79426-992c-4be4-a2d1-dfd3a75b7c14", hostIp: "10.0.0.7" },
  { containerId: "a5f1c0de", containerName: "nginx" },
  { podId: "0e5cbd8c", podName: "nginx-pod" },
  { appName: "openssl" },
  { limit: 5 },
  { offset: 3, limit: 12 },
];

(CARGO ? describe : describe.skip)("the vendor's OpenAPI documents (needs cargo)", function () {
  this.timeout(300_000);
  let documents: DocumentedOperation[];
  let emulator: Emulator;
  const recorded: Recorded[] = [];

  /** Runs the executable with a configuration, and keeps all that it says to the emulator and hears from it. */
  async function record(configuration: Record<string, unknown>, ...calls: [name: string, args: object][]) {
    const plugin = await ProviderProcess.configured(configuration);
    try {
      for (const [name, args] of calls) await plugin.invoke(name, { ...args });
    } finally {
      await plugin.stop();
    }
  }

  /** The same for credentials that are refused. */
  async function recordRefusal(configuration: Record<string, unknown>) {
    const plugin = await ProviderProcess.configured(configuration);
    try {
      await plugin.failing("getIdentity");
    } finally {
      await plugin.stop();
    }
  }

  before(async () => {
    documents = await apiDocuments();
    emulator = await startEmulator({ hosts: 300 });
    emulator.intercept = (exchange) => {
      const { response } = exchange;
      const end = response.end.bind(response);
      response.end = ((body: Buffer) => {
        const bytes = response.getHeader("content-encoding") === "gzip" ? gunzipSync(body) : body;
        recorded.push({ exchange, status: response.statusCode, answer: bytes.toString() });
        return end(body);
      }) as typeof response.end;
      return false;
    };
    const { url } = emulator;
    const login = { ...atServer(url), userName: KEYS.userName, password: KEYS.password };
    const images = IMAGE_CALLS.map((args): [string, object] => ["getLocalImages", args]);
    await record(withKeys(url), ...images);
    // A small page, so that the last one is short.
    await record(withKeys(url, { pageSize: 10 }), ["getLocalImages", { enterpriseProjectId: "all_granted_eps" }]);
    const { domainName, domainId } = KEYS;
    await record({ ...login, domainName }, ["getIdentity", {}], ["getLocalImages", {}]);
    await record({ ...login, domainId }, ["getIdentity", {}]);
    await record({ ...login, domainName, ...AGENCY }, ["getIdentity", {}]);
    await record(withKeys(url, AGENCY), ["getLocalImages", {}]);
    await record({ ...atServer(url), userId: KEYS.userId, password: KEYS.password }, ["getIdentity", {}]);
    const identity: [string, object] = ["getIdentity", {}];
    const oidc = { ...atServer(url), idpId: IDP.id, idToken: idToken() };
    await record(oidc, identity);
    const partner = { name: "emulated-partner-agency", domainId, externalId: "emulated-external-id", duration: 900 };
    await record(withKeys(url, { agencies: [{ name: "emulated-agency", domainId }, partner] }), identity);
    await record({ ...login, domainName, agencyName: "emulated-trust-agency", agencyDomainId: domainId }, identity);
    const pipeline = { agencyName: "emulated-pipeline-agency", agencyDomainId: domainId };
    await record({ ...oidc, idpId: IDP.urn, ...pipeline, agencyDuration: 43_200 }, identity);
    const refused = { ...oidc, idToken: idToken({ aud: "other" }) };
    await recordRefusal(refused);
    await recordRefusal({ ...oidc, idpId: "other" });
    await recordRefusal({ ...refused, idpId: IDP.urn, ...pipeline });
    await recordRefusal({ ...oidc, idpId: `${IDP.urn}-2`, ...pipeline });
    await recordRefusal(withKeys(url, { agencies: [{ name: "typo", domainId }] }));
    await recordRefusal(withKeys(url, { agencies: [{ ...partner, externalId: "other" }] }));
    await recordRefusal(withKeys(url, { agencies: [{ ...partner, duration: 3601 }] }));
  });
  after(() => emulator.close());

  it("has the operations that the emulator supports, except those in a list", () => {
    const routes = new Set(documents.map(({ route }) => route));
    const played = [...createRoutes().keys()].sort();
    assert.deepEqual(
      played.filter((route) => !routes.has(route)),
      UNDOCUMENTED,
    );
    assert.deepEqual(
      played.filter((route) => routes.has(route)),
      [...new Set(Object.values(DOCUMENTED))].sort(),
    );
  });

  for (const [name, route] of Object.entries(DOCUMENTED)) {
    const documented = () => documents.find((each) => each.name === name) as DocumentedOperation;
    const exchanges = () =>
      recorded.filter(
        ({ exchange: { method, path, body } }) => routeOf(method, path) === route && (METHOD[name]?.test(body) ?? true),
      );
    const departures = DEPARTURES.filter(({ operation }) => operation === name).map(({ problem }) => problem);
    const ofAnswers = (problem: string) => problem.startsWith("answer");

    it(`the provider requests ${name} as documented`, () => {
      assert.ok(exchanges().length > 0, `${name} was not asked for`);
      const found = new Set(exchanges().flatMap(({ exchange }) => documented().requestProblems(exchange)));
      assert.deepEqual([...found].sort(), departures.filter((problem) => !ofAnswers(problem)).sort());
    });

    it(`the emulator answers ${name} as documented`, () => {
      const found = new Set(exchanges().flatMap(({ status, answer }) => documented().answerProblems(status, answer)));
      assert.deepEqual([...found].sort(), departures.filter(ofAnswers).sort());
    });
  }
});
