import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../../src/emulator/emulator.js";
import { IDP, idToken } from "../../support/idToken.js";
import { ask, HOSTS, KEYS, signed, TOKEN, type Answer, type Headers } from "../emulatorClient.js";

const NOW = Date.parse("2026-01-02T03:04:05.678Z");
const DOMAIN_ID = "d0a11c0ffee0000000000000000000d1";
const ASSUME = "/v5/agencies/assume";
const ASSUME_WITH_OIDC = "/v5/agencies/assume-with-oidc";
const FEDERATE = "/v3.0/OS-AUTH/id-token/tokens";

interface Credentials {
  access_key_id: string;
  secret_access_key: string;
  security_token: string;
  expiration: string;
}
type Body = Record<string, unknown>;

describe("the emulator's STS and identity provider", () => {
  let emulator: Emulator;
  let now = NOW;

  before(async () => {
    emulator = await startEmulator({ hosts: 1, now: () => now });
  });
  beforeEach(() => {
    now = NOW;
  });
  after(() => emulator.close());

  const urn = (agency: string) => `iam::${DOMAIN_ID}:agency:${agency}`;
  const of = (agency: string, more: Body = {}): Body => ({
    agency_urn: urn(agency),
    agency_session_name: "session",
    ...more,
  });
  const credentialsIn = ({ body }: Answer) => body.credentials as Credentials;
  const signedFor = (path: string, data: unknown, by?: Credentials): Headers =>
    signed(emulator, {
      method: "POST",
      path,
      data,
      at: new Date(now),
      ...(by
        ? {
            keys: { ak: by.access_key_id, sk: by.secret_access_key },
            headers: { "X-Security-Token": by.security_token },
          }
        : { keys: KEYS }),
    });
  const assume = (body: Body, by?: Credentials) =>
    ask(emulator, ASSUME, { method: "POST", headers: signedFor(ASSUME, body, by), body });
  const withOidc = (body: Body) => ask(emulator, ASSUME_WITH_OIDC, { method: "POST", headers: {}, body });
  const pipeline = (more: Body = {}) =>
    of("emulated-pipeline-agency", { provider_urn: IDP.urn, id_token: idToken({}, now), ...more });
  const statusOf = async ({ access_key_id, secret_access_key, security_token }: Credentials) => {
    const headers = signed(emulator, {
      keys: { ak: access_key_id, sk: secret_access_key },
      headers: { "X-Security-Token": security_token },
      at: new Date(now),
    });
    return (await ask(emulator, HOSTS, { headers })).status;
  };
  const refused = ({ status, body }: Answer, expected: number, words: RegExp) => {
    assert.equal(status, expected);
    assert.equal(body.error_code, "STS5.1001");
    assert.match(String(body.error_msg), words);
    assert.equal("encoded_authorization_message" in body, expected === 403);
  };

  it("gives keys of agencies and trust agencies, which open HSS for an hour unless asked otherwise", async () => {
    for (const agency of ["emulated-agency", "emulated-trust-agency"]) {
      now = NOW;
      const answer = await assume(of(agency));
      assert.equal(answer.status, 200);
      assert.equal(credentialsIn(answer).expiration, "2026-01-02T04:04:05.678Z");
      assert.equal(await statusOf(credentialsIn(answer)), 200);
      now += 60 * 60_000;
      assert.equal(await statusOf(credentialsIn(answer)), 401);
    }
    now = NOW;
    const longer = await assume(of("emulated-trust-agency", { duration_seconds: 43_200 }));
    assert.equal(credentialsIn(longer).expiration, "2026-01-02T15:04:05.678Z");
  });

  it("says which session it is", async () => {
    const { body } = await assume(of("emulated-trust-agency"));
    assert.deepEqual(body.assumed_agency, {
      urn: `sts::${DOMAIN_ID}::assumed-agency:emulated-trust-agency/session`,
      id: "a0d170000000000000000000000000u1:session",
    });
  });

  it("takes signatures only", async () => {
    assert.equal(
      (await ask(emulator, ASSUME, { method: "POST", headers: {}, body: of("emulated-agency") })).status,
      401,
    );
    const byToken = await ask(emulator, ASSUME, { method: "POST", headers: TOKEN, body: of("emulated-agency") });
    assert.equal(byToken.status, 401);
    assert.match(String(byToken.body.error_msg), /x-auth-token is not taken/);
  });

  it("keeps to the agency's longest time, and to an hour for temporary keys", async () => {
    const partner = { external_id: "emulated-external-id" };
    for (const [agency, more] of [
      ["emulated-agency", { duration_seconds: 3601 }],
      ["emulated-trust-agency", { duration_seconds: 43_201 }],
      ["emulated-trust-agency", { duration_seconds: 899 }],
      ["emulated-trust-agency", { duration_seconds: "3600" }],
      ["emulated-partner-agency", { ...partner, duration_seconds: 3601 }],
    ] as const) {
      refused(await assume(of(agency, more)), 400, /duration_seconds must be from 900 to (3600|43200)\./);
    }
    const first = credentialsIn(await assume(of("emulated-agency")));
    const long = of("emulated-trust-agency", { duration_seconds: 3601 });
    refused(await assume(long, first), 400, /from 900 to 3600\./);
    assert.equal((await assume({ ...long, duration_seconds: 3600 }, first)).status, 200);
  });

  it("keeps to the trust policy", async () => {
    refused(await assume(of("emulated-partner-agency")), 403, /another external ID/);
    refused(await assume(of("emulated-partner-agency", { external_id: "x" })), 403, /another external ID/);
    assert.equal((await assume(of("emulated-partner-agency", { external_id: "emulated-external-id" }))).status, 200);
    refused(await assume(of("emulated-pipeline-agency")), 403, /users of an identity provider only/);
    refused(
      await withOidc(pipeline({ agency_urn: urn("emulated-trust-agency") })),
      403,
      /does not admit this identity/,
    );
  });

  it("knows no other agencies, accounts, providers and session names", async () => {
    refused(await assume(of("other")), 404, /does not exist/);
    refused(await assume({ ...of("emulated-agency"), agency_urn: "iam::other:agency:emulated-agency" }), 404, /exist/);
    refused(await assume({ ...of("emulated-agency"), agency_urn: undefined }), 404, /does not exist/);
    refused(await assume({ agency_urn: urn("emulated-agency") }), 400, /agency_session_name is invalid/);
    for (const agency_session_name of ["a b", "x", "x".repeat(129)])
      refused(await assume(of("emulated-agency", { agency_session_name })), 400, /agency_session_name/);
    refused(await withOidc(pipeline({ provider_urn: "other" })), 404, /The provider other does not exist/);
  });

  it("gives keys for a token of the identity provider, without other credentials", async () => {
    const answer = await withOidc(pipeline());
    assert.equal(answer.status, 200);
    assert.deepEqual(
      [answer.body.provider, answer.body.audience, answer.body.subject_from_id_token],
      [IDP.urn, IDP.audience, "repo:example/app:ref:refs/heads/main"],
    );
    assert.equal(await statusOf(credentialsIn(answer)), 200);
  });

  const federate = (token: unknown, id = IDP.id) =>
    ask(emulator, FEDERATE, {
      method: "POST",
      headers: { "x-idp-id": id },
      body: { auth: { id_token: { id: token } } },
    });

  it("gives a token of IAM for a token of the identity provider, and keys for that", async () => {
    const { status, headers, body } = await federate(idToken({ aud: ["other", IDP.audience] }, now));
    assert.equal(status, 201);
    const { methods, expires_at } = body.token as { methods: string[]; expires_at: string };
    assert.deepEqual([methods, expires_at], [["mapped"], "2026-01-03T03:04:05.678000Z"]);
    const given = { "x-auth-token": String(headers["x-subject-token"]) };
    const identity = { methods: ["token"], token: { duration_seconds: 900 } };
    const keys = (by: Headers) =>
      ask(emulator, "/v3.0/OS-CREDENTIAL/securitytokens", {
        method: "POST",
        headers: by,
        body: { auth: { identity } },
      });
    const { access, secret, securitytoken } = (await keys(given)).body.credential as Record<string, string>;
    const all = { access_key_id: access, secret_access_key: secret, security_token: securitytoken, expiration: "" };
    assert.equal(await statusOf(all as Credentials), 200);
    assert.equal((await keys({})).status, 401);
  });

  const bad: Record<string, [token: unknown, words: RegExp]> = {
    "another issuer": [idToken({ iss: "https://other.example" }, NOW), /issuer of the ID token is not/],
    "another audience": [idToken({ aud: "other" }, NOW), /audience of the ID token is not allowed/],
    "no audience": [idToken({ aud: undefined }, NOW), /audience of the ID token is not allowed/],
    "a time that is over": [idToken({ exp: NOW / 1000 }, NOW), /ID token has expired/],
    "no time": [idToken({ exp: undefined }, NOW), /ID token has expired/],
    "no claims": ["a.bnVsbA.c", /malformed/],
    "no form": ["token", /malformed/],
  };
  for (const [what, [token, words]] of Object.entries(bad)) {
    it(`refuses a token with ${what}`, async () => {
      refused(await withOidc(pipeline({ id_token: token })), 403, words);
      const { status, body, headers } = await federate(token);
      assert.equal(status, 401);
      assert.equal(body.error_code, "IAM.0001");
      assert.match(String(body.error_msg), words);
      assert.equal(headers["x-subject-token"], undefined);
    });
  }

  it("refuses other providers, and bodies of another form, in the words of IAM", async () => {
    const unknown = await federate(idToken({}, now), "other");
    assert.deepEqual(
      [unknown.status, unknown.body],
      [404, { error_code: "IAM.0004", error_msg: "Could not find idp: other." }],
    );
    const formless = await federate(undefined);
    assert.deepEqual([formless.status, formless.body.error_code], [400, "IAM.0011"]);
  });
});
