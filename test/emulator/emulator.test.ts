import assert from "node:assert/strict";
import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import fc from "fast-check";
import { request } from "undici";
import { EMULATED_PROJECT_ID, startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { ABSENT_IMAGE, createFleet, SECOND_ENTERPRISE_PROJECT } from "../../src/emulator/fleet.js";
import { encodeQuery } from "../../src/http/httpRequest.js";

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: {
    total_num?: number;
    data_list?: Record<string, unknown>[];
    error_code?: string;
    error_msg?: string;
    request_id?: string;
    projects?: { id: string; name: string }[];
    error?: { message: string };
  };
}

const HOSTS = `/v5/${EMULATED_PROJECT_ID}/image/local/hosts`;
const TOKEN = { "x-auth-token": "emulated-token", region: "cn-north-4" };

describe("the emulator", () => {
  let emulator: Emulator;

  const get = async (target: string, headers: Record<string, string> = TOKEN, body?: object): Promise<Answer> => {
    const answer = await request(emulator.url + target, {
      method: body ? "POST" : "GET",
      headers,
      body: body ? JSON.stringify(body) : null,
    });
    return { status: answer.statusCode, headers: answer.headers, body: (await answer.body.json()) as Answer["body"] };
  };
  const list = (query: string, headers?: Record<string, string>) => get(`${HOSTS}?${query}`, headers);

  before(async () => {
    emulator = await startEmulator({ hosts: 500 });
  });
  beforeEach(() => {
    emulator.quota = undefined;
    emulator.clockSkewMs = 0;
  });
  after(() => emulator.close());

  describe("lists hosts", () => {
    it("with ten a page unless told otherwise, and never more than its cap", async () => {
      const rows = async (query: string) =>
        (await list(`enterprise_project_id=all_granted_eps${query}`)).body.data_list?.length;
      assert.equal(await rows(""), 10);
      assert.equal(await rows("&limit=25"), 25);
      assert.equal(await rows("&limit=1000"), 200);
      assert.equal(await rows("&offset=490&limit=200"), 10);
      assert.equal(await rows("&offset=500"), 0);
    });

    it("of the default enterprise project, one, or all", async () => {
      const total = async (query: string) => (await list(query)).body.total_num ?? 0;
      const [standard, second, all] = [
        await total(""),
        await total(`enterprise_project_id=${SECOND_ENTERPRISE_PROJECT}`),
        await total("enterprise_project_id=all_granted_eps"),
      ];
      assert.equal(await total("enterprise_project_id=0"), standard);
      assert.equal(all, 500);
      assert.equal(standard + second, all);
      assert.ok(second > 0);
    });

    it("by image, name and agent", async () => {
      const all = "enterprise_project_id=all_granted_eps&limit=200";
      const total = async (query: string) => (await list(`${all}&${query}`)).body.total_num;
      assert.equal(await total("image_name=log4j-demo"), 3);
      assert.equal(await total(`image_name=${ABSENT_IMAGE}`), 0);
      assert.equal(await total("image_name=log4j-demo&image_version=9"), 0);
      assert.equal(await total("image_name=pause"), 500);
      const [host] = (await list(all)).body.data_list ?? [];
      assert.equal(await total(`agent_id=${String(host?.agent_id)}`), 1);
      assert.equal(await total(`host_name=${String(host?.host_name).slice(-5)}`), 1);
    });

    it("as they are now, when the fleet changes", async () => {
      const before = emulator.fleet;
      emulator.fleet = before.slice(3);
      assert.equal((await list("enterprise_project_id=all_granted_eps")).body.total_num, 497);
      emulator.fleet = before;
    });
  });

  describe("refuses", () => {
    const cases: [string, () => Promise<Answer>, number, string][] = [
      ["a request without region", () => list("", { "x-auth-token": "emulated-token" }), 400, "HSS.0001"],
      ["a negative offset", () => list("offset=-1"), 400, "HSS.0001"],
      ["a limit of 0", () => list("limit=0"), 400, "HSS.0001"],
      ["a limit that is no number", () => list("limit=x"), 400, "HSS.0001"],
      ["a request without credentials", () => list("", { region: "x" }), 401, "APIGW.0301"],
      ["a wrong token", () => list("", { "x-auth-token": "wrong", region: "x" }), 401, "APIGW.0301"],
      [
        "an enterprise project that is not granted",
        () => list("", { "x-auth-token": "emulated-team-token", region: "x" }),
        403,
        "HSS.0013",
      ],
      ["another project", () => get("/v5/other/image/local/hosts"), 403, "HSS.0010"],
      ["an API that it does not play", () => get(`/v5/${EMULATED_PROJECT_ID}/nothing`), 404, "APIGW.0101"],
    ];
    for (const [what, ask, status, code] of cases) {
      it(what, async () => {
        const answer = await ask();
        assert.equal(answer.status, status);
        assert.equal(answer.body.error_code, code);
        assert.match(String(answer.headers["x-request-id"]), /^emulated-\d{8}$/);
      });
    }

    it("with an echo of the headers, as the real gateway does", async () => {
      const { body } = await list("", { "x-auth-token": "wrong-token", region: "x" });
      assert.match(body.error_msg ?? "", /x-auth-token:wrong-token/);
      assert.match(body.request_id ?? "", /^emulated-/);
    });

    it("what is beyond the quota, in the gateway's words", async () => {
      emulator.quota = { limit: 2, windowMs: 60_000 };
      const statuses = [await list(""), await list(""), await list("")].map(({ status }) => status);
      assert.deepEqual(statuses, [200, 200, 429]);
      const { body } = await list("");
      assert.equal(body.error_code, "APIGW.0308");
      assert.match(body.error_msg ?? "", /ratelimit,limit:2,time:1 minute/);
    });
  });

  describe("verifies signatures", () => {
    /** A request signed by the vendor's own code. */
    const signed = (
      query: Record<string, string>,
      secretKey = "emulated-secret-key-0000000000000000001",
      at = new Date(),
    ) => {
      const theirs = {
        endpoint: emulator.url + HOSTS,
        method: "GET",
        headers: { region: "cn-north-4", "X-Sdk-Date": at.toISOString().replace(/[-:]|\.\d+/g, "") },
        queryParams: query,
      };
      const credential = { getAk: () => "EMULATEDACCESSKEY001", getSk: () => secretKey };
      return AKSKSigner.sign(theirs, credential as never) as Record<string, string>;
    };
    const send = (query: Record<string, string>, headers: Record<string, string>) =>
      list(encodeQuery(Object.entries(query)), headers);

    it("of the vendor's signer, whatever stands in the query", async () => {
      const value = fc.oneof(
        fc.string({ unit: "grapheme", maxLength: 20 }),
        fc.constantFrom("", "a  b", "100%", "é", "+", "#x", "a&b=c", "~!'()*"),
      );
      const queries = fc.dictionary(fc.stringMatching(/^x[a-z_]{0,10}$/), value, { maxKeys: 5, noNullPrototype: true });
      await fc.assert(
        fc.asyncProperty(queries, async (query) => {
          assert.equal((await send(query, signed(query))).status, 200);
        }),
        { numRuns: 200 },
      );
    });

    it("and refuses them when anything differs", async () => {
      const query = { image_name: "nginx" };
      const headers = signed(query);
      assert.equal((await send(query, headers)).status, 200);
      assert.equal((await send({ image_name: "nginy" }, headers)).status, 401, "query");
      assert.equal((await send(query, { ...headers, region: "other" })).status, 401, "header");
      assert.equal((await send(query, signed(query, "another secret key"))).status, 401, "key");
      const authorization = headers.Authorization ?? "";
      const flipped = authorization.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
      assert.equal((await send(query, { ...headers, Authorization: flipped })).status, 401, "signature");
      assert.equal((await send(query, { ...headers, Authorization: "Basic x" })).status, 401, "form");
    });

    it("within 15 minutes of its own clock", async () => {
      const ago = (minutes: number) => signed({}, undefined, new Date(Date.now() - minutes * 60_000));
      assert.equal((await send({}, ago(14))).status, 200);
      assert.equal((await send({}, ago(16))).status, 401);
      emulator.clockSkewMs = -16 * 60_000;
      assert.equal((await send({}, ago(16))).status, 200);
    });
  });

  describe("plays IAM", () => {
    const login = (password: string) =>
      get(
        "/v3/auth/tokens",
        {},
        {
          auth: {
            identity: {
              methods: ["password"],
              password: { user: { name: "auditor", password, domain: { name: "emulated-domain" } } },
            },
          },
        },
      );

    it("gives a token for a password, which opens HSS", async () => {
      const { status, headers } = await login("emulated-password");
      assert.equal(status, 201);
      const token = String(headers["x-subject-token"]);
      assert.equal((await list("", { "x-auth-token": token, region: "x" })).status, 200);
    });

    it("refuses a wrong password", async () => {
      const { status, body } = await login("wrong");
      assert.equal(status, 401);
      assert.match(body.error?.message ?? "", /password is wrong/);
    });

    it("lists projects by name", async () => {
      assert.deepEqual(
        (await get("/v3/projects?name=cn-north-4")).body.projects?.map(({ id }) => id),
        [EMULATED_PROJECT_ID],
      );
      assert.deepEqual((await get("/v3/projects?name=nowhere")).body.projects, []);
    });
  });
});

describe("createFleet", () => {
  it("gives the same servers for the same seed, and others for another", () => {
    assert.deepEqual(createFleet(300, 5), createFleet(300, 5));
    assert.notDeepEqual(createFleet(300, 5), createFleet(300, 6));
  });

  it("gives every server an identity of its own", () => {
    const fleet = createFleet(5000, 1);
    for (const key of ["host_id", "agent_id", "private_ip", "host_name"] as const) {
      assert.equal(new Set(fleet.map(({ row }) => row[key])).size, 5000, key);
    }
  });

  it("leaves values out as HSS does", () => {
    const addresses = new Set(
      createFleet(300, 1).map(({ row }) => (row.public_ip ? "address" : String(row.public_ip))),
    );
    assert.deepEqual([...addresses].sort(), ["", "address", "null", "undefined"]);
  });
});
