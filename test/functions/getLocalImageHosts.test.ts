import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { SECOND_ENTERPRISE_PROJECT } from "../../src/emulator/hss/enterpriseProjects.js";
import { getLocalImageHosts } from "../../src/functions/getLocalImageHosts.js";
import { asResult } from "../support/asResult.js";
import { emulatedContext, type EmulatedContext } from "../support/emulatedContext.js";
import { SECRETS } from "../support/emulated.js";

interface Result {
  totalNum: number;
  hosts: Record<string, string>[];
}

describe("getLocalImageHosts", () => {
  let emulator: Emulator;
  let context: EmulatedContext;
  const warnings: string[] = [];
  const statuses: string[] = [];
  const infos: string[] = [];

  const call = (args: Record<string, unknown> = {}, from = context): Promise<Result> =>
    getLocalImageHosts.run(args as never, from, {
      signal: new AbortController().signal,
      status: (message) => statuses.push(message),
      info: (message) => infos.push(message),
      warn: (message) => warnings.push(message),
    }) as Promise<Result>;
  /** A call that fails, whose message is checked to hold no secret. */
  const failing = async (args: Record<string, unknown> = {}, from = context): Promise<Error> => {
    try {
      await call(args, from);
    } catch (error) {
      assert.ok(error instanceof Error);
      for (const secret of SECRETS) assert.ok(!error.message.includes(secret), error.message);
      return error;
    }
    assert.fail("the call should have failed");
  };
  /** Runs with another configuration, and lets go of its sockets. */
  const configured = async <T>(
    given: Record<string, unknown>,
    use: (from: EmulatedContext) => Promise<T>,
    env = {},
  ): Promise<T> => {
    const other = emulatedContext(emulator, given, env);
    try {
      return await use(other);
    } finally {
      await other.close();
    }
  };
  const answer = (status: number, body: string | Buffer, headers: Record<string, string> = {}) => {
    emulator.intercept = ({ response }) => {
      response.writeHead(status, headers).end(body);
      return true;
    };
  };

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
    context = emulatedContext(emulator);
  });
  beforeEach(() => {
    emulator.fleet = createFleet(1200, 1);
    emulator.pageCap = 200;
    emulator.intercept = undefined;
    emulator.quota = undefined;
    emulator.now = () => Date.now();
    emulator.requests.length = 0;
    for (const messages of [warnings, statuses, infos]) messages.length = 0;
  });
  after(async () => {
    await context.close();
    await emulator.close();
  });

  for (const size of [0, 1, 199, 200, 201, 399, 400, 1200, 100_000]) {
    it(`returns ${size} rows, each once, in the order of HSS`, async () => {
      emulator.fleet = createFleet(size, 7);
      const { totalNum, hosts } = await call();
      assert.equal(totalNum, size);
      assert.deepEqual(hosts, emulator.fleet.map(asResult));
      assert.equal(emulator.requests.length, size <= 200 ? 1 : 1 + Math.ceil((size - 200) / 199));
    });
  }

  it("keeps to the documented quota after at most two refusals, and says why it waits", async () => {
    await configured({ maxRetries: 8 }, async (other) => {
      emulator.quota = { limit: 5, windowMs: 60_000 };
      emulator.now = () => other.clock.now();
      const { hosts } = await call({}, other);
      assert.deepEqual(hosts, emulator.fleet.map(asResult));
      const refused = emulator.requests.filter(({ status }) => status === 429).length;
      assert.ok(refused === 1 || refused === 2, `${refused} were refused`);
    });
    const waits = statuses.filter((message) => message.includes("waiting"));
    assert.ok(waits.length > 0);
    for (const message of waits)
      assert.match(message, /^getLocalImageHosts: waiting \d+ s for the HSS quota, [\d,]+ of 1,200 hosts$/);
    assert.equal(infos.length, 1);
    assert.match(infos[0] ?? "", /^getLocalImageHosts: 1,200 hosts in 7 requests and \d+ s$/);
  });

  it("shows its progress during a long scan, and nothing afterwards", async () => {
    await configured({}, async (other) => {
      // Each page takes a while by this clock.
      emulator.intercept = () => {
        void other.clock.sleep(300, new AbortController().signal);
        return false;
      };
      await call({}, other);
    });
    assert.equal(statuses[0], "getLocalImageHosts: 399 of 1,200 hosts, 2 of 7 requests");
    assert.deepEqual(infos, []);
  });

  it("is never refused if requestsPerMinute is set", async () => {
    await configured({ requestsPerMinute: 5 }, async (other) => {
      emulator.quota = { limit: 5, windowMs: 60_000 };
      emulator.now = () => other.clock.now();
      assert.equal((await call({}, other)).totalNum, 1200);
      assert.deepEqual([...new Set(emulator.requests.map(({ status }) => status))], [200]);
    });
  });

  it("reads all rows from a server that caps its pages at 50", async () => {
    emulator.pageCap = 50;
    assert.deepEqual((await call()).hosts, emulator.fleet.map(asResult));
  });

  it("returns the window of offset and limit, and the count of the whole list", async () => {
    const { totalNum, hosts } = await call({ offset: 150, limit: 450 });
    assert.equal(totalNum, 1200);
    assert.deepEqual(hosts, emulator.fleet.slice(150, 600).map(asResult));
  });

  it("returns the servers with one image", async () => {
    const { hosts } = await call({ imageName: "log4j-demo" });
    const holders = emulator.fleet.filter(({ images }) => images.some(({ name }) => name === "log4j-demo"));
    assert.equal(hosts.length, 3);
    assert.deepEqual(hosts, holders.map(asResult));
  });

  for (const value of [
    "nginx&limit=1",
    "a b",
    "100%",
    "é",
    "+",
    "#x",
    "a;b",
    "x&enterprise_project_id=0",
    "日本",
    "😀",
    "%2B",
    "'\"\\",
  ]) {
    it(`sends the filter ${value} unchanged`, async () => {
      await call({ imageName: value, hostName: value });
      const [{ params } = assert.fail()] = emulator.requests;
      assert.deepEqual(Object.fromEntries(params), {
        image_name: value,
        host_name: value,
        enterprise_project_id: "all_granted_eps",
        offset: "0",
        limit: "200",
      });
    });
  }

  it("sends the region, and queries another region and project if the call names them", async () => {
    emulator.projects = [...emulator.projects, { id: "other-project", name: "eu-west-101" }];
    await configured({}, (from) => call({ region: "eu-west-101", projectId: "other-project" }, from), {
      HUAWEICLOUD_SDK_REGION_HSS_EU_WEST_101: emulator.url,
    });
    const [{ headers, path } = assert.fail()] = emulator.requests;
    assert.equal(headers.region, "eu-west-101");
    assert.equal(path, "/v5/other-project/image/local/hosts");
  });

  it("looks the project up once by the region's name if none is set", async () => {
    await configured({ projectId: undefined }, async (from) => {
      await call({}, from);
      await call({}, from);
    });
    const paths = emulator.requests.map(({ path }) => path);
    assert.equal(paths.filter((path) => path === "/v3/projects").length, 1);
    assert.equal(emulator.requests[0]?.params.get("name"), "cn-north-4");
  });

  it("lists the projects if the name matches none or several", async () => {
    await configured({ projectId: undefined, projectName: "nowhere" }, async (from) => {
      const error = await failing({}, from);
      assert.match(
        error.message,
        /^IAM has no project named "nowhere" that this user may see\.\nCheck region, .* Or set projectId\.\n {2}project: "cn-north-4", ID 0a1b2c3d4e5f60718293a4b5c6d7e8f9\n {2}project: /,
      );
    });
    emulator.projects = [...emulator.projects, { id: "twin", name: "cn-north-4" }];
    await configured({ projectId: undefined }, async (from) => {
      assert.match(
        (await failing({}, from)).message,
        /^IAM has several projects named "cn-north-4"\.\nSet projectId .*\n {2}project: "cn-north-4", ID 0a1b2c3d4e5f60718293a4b5c6d7e8f9\n {2}project: "cn-north-4", ID twin$/,
      );
    });
    emulator.projects = emulator.projects.slice(0, 1);
  });

  it("signs with access key and secret key, and with temporary keys", async () => {
    const keys = (number: number) => ({
      token: undefined,
      accessKey: `EMULATEDACCESSKEY00${number}`,
      secretKey: `emulated-secret-key-000000000000000000${number}`,
    });
    await configured(keys(1), async (from) => {
      assert.equal((await call({ imageName: "a b+c&d/é" }, from)).totalNum, 0);
      assert.equal((await call({}, from)).totalNum, 1200);
    });
    await configured({ ...keys(3), securityToken: "emulated-security-token" }, async (from) => {
      assert.equal((await call({}, from)).totalNum, 1200);
    });
    await configured(keys(3), async (from) => {
      assert.match((await failing({}, from)).message, /^The security token is wrong or has expired\.\n/);
    });
  });

  describe("never returns an empty list instead of an error:", () => {
    it("no region", async () => {
      await configured({ region: undefined }, async (from) => {
        const error = await failing({}, from);
        assert.match(
          error.message,
          /^No region is set\.\nSet huaweicloud-hss:region in the stack configuration, .*HW_REGION_NAME/,
        );
      });
    });

    it("no credentials at all", async () => {
      await configured({ token: undefined }, async (from) => {
        const error = await failing({}, from);
        assert.equal(error.name, "AuthError");
        assert.match(
          error.message,
          /1\. provider configuration: .*huaweicloud-hss:token.*\n {2}2\. environment \(HW_\*\): .*HW_AUTH_TOKEN/,
        );
      });
    });

    it("half a key pair", async () => {
      await configured(
        { token: undefined, accessKey: "EMULATEDACCESSKEY001" },
        async (from) => {
          assert.match(
            (await failing({}, from)).message,
            /sets huaweicloud-hss:accessKey but not huaweicloud-hss:secretKey/,
          );
        },
        { HW_AUTH_TOKEN: "emulated-token" },
      );
    });

    it("a wrong token, which is removed from the server's echo", async () => {
      await configured({ token: "not-a-token-anyone-knows" }, async (from) => {
        const error = await failing({}, from);
        assert.match(
          error.message,
          /^The token has expired or is not valid here\.\nGet a new token[^]*server said: "Incorrect IAM authentication information.{0,170}"$/,
        );
        assert.match(error.message, /\n {2}request id: emulated-\d+\n/);
        assert.ok(!error.message.includes("not-a-token"), error.message);
      });
    });

    it("no permission for the enterprise project", async () => {
      await configured({ token: "emulated-team-token" }, async (from) => {
        const error = await failing({}, from);
        assert.match(
          error.message,
          /^The user has no permission to list images in this enterprise project\.\n.*enterpriseProjectId/,
        );
        const own = await call({ enterpriseProjectId: SECOND_ENTERPRISE_PROJECT }, from);
        assert.ok(own.totalNum > 0);
      });
    });

    for (const [what, body, expected] of [
      [
        "malformed JSON",
        '{"total_num": 3, "data',
        /problem: it is not JSON\n {2}server said: "\{"total_num": 3, "data"$/,
      ],
      [
        "an HTML page",
        "<html><title>Login</title></html>",
        /no proxy or login page [^]*problem: it is not JSON\n {2}server said: "<html>/,
      ],
      ["an empty answer", "", /problem: it is empty$/],
      ["{}", "{}", /place: total_num\n/],
      ["a missing total_num", '{"data_list":[]}', /place: total_num\n/],
      [
        "a total_num that is a word",
        '{"total_num":"none","data_list":[]}',
        /place: total_num\n {2}problem: it is not a whole number of at least 0$/,
      ],
      ["a negative total_num", '{"total_num":-1,"data_list":[]}', /place: total_num\n/],
      [
        "a missing data_list",
        '{"total_num":7}',
        /place: data_list\n {2}problem: it is not a list, although total_num is 7$/,
      ],
      ["data_list null", '{"total_num":7,"data_list":null}', /place: data_list\n/],
      ["data_list as an object", '{"total_num":7,"data_list":{}}', /place: data_list\n/],
      ["rows that are no objects", '{"total_num":1,"data_list":[7]}', /place: data_list\[0\]\n/],
      [
        "a host id that is a list",
        '{"total_num":1,"data_list":[{"host_id":[7]}]}',
        /place: data_list\[0\]\.host_id\n {2}problem: it is not a string$/,
      ],
      ["null", "null", /^The server's answer does not match the API documentation/],
      [
        "a text without end",
        `{"total_num":1,"data_list":[{"host_name":"${"x".repeat(16_385)}"}]}`,
        /\.host_name\n {2}problem: it is longer than 16384 characters/,
      ],
      [
        "half of a surrogate pair",
        '{"total_num":1,"data_list":[{"host_name":"a\\ud800"}]}',
        /place: data_list\[0\]\.host_name\n {2}problem: it has half of a surrogate pair/,
      ],
      [
        "bytes that are no UTF-8",
        Buffer.from('{"total_num":1,"data_list":[{"host_name":"\xff"}]}', "latin1"),
        /it is not valid UTF-8/,
      ],
      ["rows without end", `{"total_num":9,"data_list":[${"{},".repeat(200_000)}{}]}`, /more than 200000 values/],
      ["brackets without end", `{"total_num":0,"x":${"[".repeat(300_000)}${"]".repeat(300_000)}}`, /nested too deeply/],
      ["an answer without end", `{"total_num":0,"x":"${"x".repeat(17 * 1024 * 1024)}"}`, /larger than 16 MiB/],
    ] as const) {
      it(what, async () => {
        answer(200, body);
        const error = await failing();
        assert.equal(error.name, "ResponseShapeError");
        assert.match(
          error.message,
          /^The server's answer does not match .*\nCheck .*\n {2}request: GET http:\/\/127\.0\.0\.1:\d+\/v5\/\w+\/image\/local\/hosts\n {2}page: offset 0\n/,
        );
        assert.match(error.message, expected);
      });
    }

    it("an error with HTTP 200, also beside an empty list", async () => {
      answer(200, '{"error_code":"HSS.0010","error_msg":"denied","total_num":0,"data_list":[]}');
      const error = await failing();
      assert.equal(error.name, "ApiError");
      assert.match(
        error.message,
        /^The user has no permission to list images in this enterprise project\.\n[^]*\n {2}status: 200\n {2}code: HSS\.0010\n {2}server said: "denied"$/,
      );
    });

    it("a list that reaches beyond the largest offset", async () => {
      answer(200, '{"total_num":9007199254740991,"data_list":[{},{}]}');
      assert.match(
        (await failing()).message,
        /has 9007199254740991 rows, but HSS returns no rows beyond offset 100000\.\nNarrow the filters, query one enterprise project/,
      );
    });

    it("an HTML error page", async () => {
      answer(502, "<html><head><style>x{}</style></head><body><h1>502 Bad Gateway</h1></body></html>");
      assert.match(
        (await failing()).message,
        /^The service failed\.\n[^]*status: 502\n {2}server said: "502 Bad Gateway"$/,
      );
    });

    it("an HTML page that is designed to be slow to read, within the timeout", async () => {
      for (const unclosed of ["<", "<script"]) {
        answer(502, unclosed.repeat(4_000_000 / unclosed.length));
        assert.match((await failing()).message, /^The service failed\.\n/);
      }
    });

    it("a redirect, which is not followed with the credentials", async () => {
      answer(302, "", { location: `${emulator.url}/elsewhere` });
      assert.match(
        (await failing()).message,
        /^The server answered with a redirect, and redirects are not followed\.\nSet endpoint to the final address/,
      );
      assert.equal(emulator.requests.length, 1);
    });

    it("HTTP 400 with a code of HSS", async () => {
      answer(400, '{"error_code":"HSS.0001","error_msg":"bad parameter"}');
      assert.match(
        (await failing()).message,
        /^HSS refused an argument as invalid\.\nCheck the filters[^]*server said: "bad parameter"$/,
      );
    });

    it("a page during a scan that is null", async () => {
      emulator.intercept = ({ params, response }) => {
        if (params.get("offset") !== "597") return false;
        response.end('{"total_num":1200,"data_list":null}');
        return true;
      };
      assert.match((await failing()).message, /\n {2}page: offset 597\n {2}place: data_list\n/);
    });
  });

  describe("continues after", () => {
    for (const [what, status] of [
      ["429", 429],
      ["500", 500],
      ["503", 503],
    ] as const) {
      it(`${what} during a scan`, async () => {
        let left = 3;
        emulator.intercept = ({ params, response }) => {
          if (params.get("offset") === "0" || left-- <= 0) return false;
          response.writeHead(status, { "retry-after": "38" }).end("{}");
          return true;
        };
        await configured({ maxRetries: 3 }, async (from) => {
          assert.deepEqual((await call({}, from)).hosts, emulator.fleet.map(asResult));
          assert.deepEqual(from.clock.slept, [38_000, 38_000, 38_000]);
        });
      });
    }

    it("a connection that breaks before and during an answer", async () => {
      let broken = 0;
      emulator.intercept = ({ response }) => {
        if (broken >= 2) return false;
        if (broken++ === 1) response.writeHead(200, { "content-length": "1000" }).write('{"total_num":');
        setImmediate(() => response.destroy());
        return true;
      };
      await configured({ maxRetries: 2 }, async (from) => {
        assert.equal((await call({}, from)).totalNum, 1200);
      });
    });
  });

  it("says how often it tried when it gives up", async () => {
    answer(503, '{"error_code":"HSS.9999","error_msg":"busy"}');
    await configured({ maxRetries: 2 }, async (from) => {
      assert.match(
        (await failing({}, from)).message,
        /^The service failed\.\n[^]*\n {2}code: HSS\.9999\n[^]*server said: "busy"\n {2}attempts: 3 in 1\.5 s$/,
      );
    });
  });

  it("ends at requestTimeout when no answer comes", async () => {
    emulator.intercept = () => true;
    await configured({ requestTimeout: "50ms" }, async (from) => {
      assert.match(
        (await failing({}, from)).message,
        /^No complete answer arrived within requestTimeout \(0\.05 s\)\.\nRaise requestTimeout/,
      );
    });
  });

  it("ends at scanTimeout despite many retries", async () => {
    emulator.intercept = () => true;
    await configured({ scanTimeout: "50ms", maxRetries: 8 }, async (from) => {
      assert.match(
        (await failing({}, from)).message,
        /^getLocalImageHosts took longer than scanTimeout \(0\.05 s\)\.\nRaise scanTimeout/,
      );
    });
  });

  it("warns with onDrift warn, and returns the rows that it read", async () => {
    emulator.intercept = ({ params }) => {
      if (params.get("offset") !== "0")
        emulator.fleet = [...emulator.fleet.slice(1), ...createFleet(1, emulator.requests.length + 50)];
      return false;
    };
    const { hosts } = await configured({ onDrift: "warn", maxConcurrency: 1 }, (from) => call({}, from));
    assert.ok(hosts.length > 1000);
    assert.match(
      warnings.join(),
      /getLocalImageHosts: the list changed while it was being read, so the result may be incomplete/,
    );
  });
});
