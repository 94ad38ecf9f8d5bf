import assert from "node:assert/strict";
import { EMULATED_PROJECT_ID, EMULATED_REGION, startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createDispatcher } from "../../src/http/createDispatcher.js";
import { HttpClient, type Authorizer } from "../../src/http/httpClient.js";
import type { HttpRequest } from "../../src/http/httpRequest.js";
import { Redactor } from "../../src/http/redactor.js";
import { VirtualClock } from "../support/virtualClock.js";

describe("HttpClient", () => {
  let emulator: Emulator;
  const dispatcher = createDispatcher({ connections: 2 });
  const redactor = new Redactor();
  let clock: VirtualClock;
  let http: HttpClient;

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
  });
  beforeEach(() => {
    clock = new VirtualClock(Date.now());
    http = new HttpClient({
      dispatcher,
      redactor,
      clock,
      random: () => 1,
      maxConcurrency: 4,
      maxRetries: 2,
      requestTimeoutMs: 10_000,
    });
    emulator.intercept = undefined;
    emulator.quota = undefined;
    emulator.requests.length = 0;
  });
  after(async () => {
    await dispatcher.destroy();
    await emulator.close();
  });

  /** Gives the tokens one after another, and remembers which were refused. */
  const giving = (...tokens: string[]) => {
    const refused: (string | undefined)[] = [];
    const authorizer: Authorizer = {
      authorize: (request) => Promise.resolve({ ...request, headers: { "x-auth-token": tokens[0] ?? "" } }),
      rejected: ({ headers }) => {
        refused.push(headers["x-auth-token"]);
        return tokens.length > 1 && tokens.shift() !== undefined;
      },
    };
    return { authorizer, refused };
  };
  const get = (path: string) =>
    ({ method: "GET", origin: emulator.url, path, query: [], headers: {}, purpose: "" }) as const;
  const projects = (authorizer: Authorizer, from = http) => {
    const request: HttpRequest = get("/v3/projects");
    return from.send(request, authorizer, (body) => body as { projects: object[] }, new AbortController().signal);
  };
  /** All requests are answered so, with the code that makes a difference where there is one. */
  const answer = (status: number, code = "", headers: Record<string, string> = {}) => {
    emulator.intercept = ({ response }) => {
      response.writeHead(status, headers).end(JSON.stringify({ error_code: code }));
      return true;
    };
  };

  it("sends a refused request once more with other credentials, in the same attempt", async () => {
    const { authorizer, refused } = giving("void", "emulated-token");
    assert.equal((await projects(authorizer)).projects.length, 1);
    assert.deepEqual(refused, ["void"]);
    assert.deepEqual(
      emulator.requests.map(({ status }) => status),
      [401, 200],
    );
  });

  it("does not send it a third time", async () => {
    const { authorizer, refused } = giving("void", "void-too", "emulated-token");
    await assert.rejects(projects(authorizer), { statusCode: 401, errorCode: "APIGW.0301" });
    assert.deepEqual(refused, ["void"]);
    assert.equal(emulator.requests.length, 2);
  });

  it("does not send it again without other credentials, or after a different refusal", async () => {
    await assert.rejects(projects(giving("void").authorizer), { statusCode: 401 });
    assert.equal(emulator.requests.length, 1);
    emulator.intercept = ({ response }) => {
      response.writeHead(403).end("{}");
      return true;
    };
    const { authorizer, refused } = giving("emulated-token", "emulated-token");
    await assert.rejects(projects(authorizer), { statusCode: 403 });
    assert.deepEqual(refused, []);
    assert.equal(emulator.requests.length, 2);
  });

  it("quotes no part of a secret at the end of a quotation", async () => {
    redactor.add("canary-secret-0001");
    emulator.intercept = ({ response }) => {
      response.end(`${"x".repeat(194)}canary-secret-0001`);
      return true;
    };
    await assert.rejects(projects(giving("emulated-token").authorizer), (error: Error) => {
      assert.match(error.message, /problem: it is not JSON\n {2}server said: "x{194}\[reda…"/);
      assert.ok(!error.message.includes("canary"), error.message);
      return true;
    });
  });

  for (const [status, code] of [
    [408],
    [425],
    [429],
    [500],
    [502],
    [503],
    [504],
    [507],
    [508],
    [520],
    [521],
    [522],
    [523],
    [524],
    [400, "HSS.1008"],
    [403, "APIG.0308"],
    [403, "APIGW.0308"],
    [200, "APIGW.0308"],
    [200, "HSS.1008"],
  ] as const) {
    it(`retries after HTTP ${status} ${code ?? ""}`, async () => {
      answer(status, code);
      await assert.rejects(projects(giving("emulated-token").authorizer), /\n {2}attempts: 3 in \d+\.\d s$/);
      assert.equal(emulator.requests.length, 3);
    });
  }

  for (const status of [300, 304, 400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 431, 451, 501, 505]) {
    it(`does not retry after HTTP ${status}`, async () => {
      answer(status, status === 400 ? "HSS.0001" : "");
      await assert.rejects(projects(giving("emulated-token").authorizer), { statusCode: status });
      assert.equal(emulator.requests.length, 1);
    });
  }

  it("authorizes each attempt after all waiting, because a signature contains the time", async () => {
    for (const [status, headers, waits] of [
      [503, {}, [500, 1500]],
      [429, { "retry-after": "38" }, [38_000, 76_000]],
    ] as const) {
      const started = clock.now();
      const proved: number[] = [];
      const authorize = (request: HttpRequest) => {
        proved.push(clock.now() - started);
        return Promise.resolve(request);
      };
      answer(status, "", headers);
      await assert.rejects(projects({ authorize }));
      assert.deepEqual(proved, [0, ...waits]);
    }
  });

  it("uses one retry budget for all requests of a scan, and a new one for the next scan", async () => {
    answer(503);
    for (let scan = 0; scan < 2; scan++) {
      const from = http.forScan(() => undefined);
      emulator.requests.length = 0;
      for (let request = 0; request < 6; request++)
        await assert.rejects(projects(giving("emulated-token").authorizer, from), { statusCode: 503 });
      // Four times the two retries of one request, and the first attempt of each.
      assert.equal(emulator.requests.length, 8 + 6);
    }
  });

  it("keeps the quota that it learnt in one scan for the next one", async () => {
    emulator.quota = { limit: 5, windowMs: 60_000 };
    emulator.now = () => clock.now();
    const hosts: HttpRequest = {
      ...get(`/v5/${EMULATED_PROJECT_ID}/image/local/hosts`),
      headers: { region: EMULATED_REGION, "x-auth-token": "emulated-token" },
    };
    const authorizer: Authorizer = { authorize: (request) => Promise.resolve(request) };
    const scan = async () => {
      const from = http.forScan(() => undefined);
      for (let page = 0; page < 12; page++)
        await from.send(hosts, authorizer, (body) => body, new AbortController().signal);
      return emulator.requests.filter(({ status }) => status === 429).length;
    };
    assert.equal(await scan(), 1);
    assert.equal(await scan(), 1);
  });
});
