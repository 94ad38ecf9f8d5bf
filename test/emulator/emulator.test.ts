import assert from "node:assert/strict";
import { Agent, request } from "undici";
import { EMULATED_PROJECT_ID, startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { ask, HOSTS, TOKEN } from "./emulatorClient.js";
import { tlsPair } from "./tlsPair.js";

/** Ends once the emulator has seen so many requests. */
async function arrived(emulator: Emulator, count: number): Promise<void> {
  while (emulator.requests.length < count) await new Promise(setImmediate);
}

describe("startEmulator", () => {
  let emulator: Emulator;
  let now = 0;

  beforeEach(async () => {
    now = Date.parse("2026-01-02T03:04:05Z");
    emulator = await startEmulator({ hosts: 20, now: () => now });
  });
  afterEach(() => emulator.close());

  it("listens on a free port of 127.0.0.1", () => {
    assert.equal(emulator.url, `http://127.0.0.1:${emulator.port}`);
    assert.ok(emulator.port > 0);
  });

  it("rejects when the port is taken", async () => {
    await assert.rejects(startEmulator({ port: emulator.port }), { code: "EADDRINUSE" });
  });

  it("has 1,200 rows of servers unless told otherwise, and its project named after its region", async () => {
    const other = await startEmulator({ region: "eu-west-101" });
    assert.equal(other.fleet.length, 1200);
    assert.ok(Object.isFrozen(other.fleet), "a change within it would go unseen");
    assert.deepEqual(other.projects, [{ id: EMULATED_PROJECT_ID, name: "eu-west-101" }]);
    await other.close();
  });

  it("speaks TLS", async () => {
    const secure = await startEmulator({ hosts: 1, tls: tlsPair });
    const dispatcher = new Agent({ connect: { ca: tlsPair.cert } });
    const { statusCode, body } = await request(secure.url + HOSTS, { headers: TOKEN, dispatcher });
    await body.dump();
    assert.match(secure.url, /^https:/);
    assert.equal(statusCode, 200);
    await dispatcher.close();
    await secure.close();
  });

  it("gives every answer a unique request ID, also in the body of the gateway's errors", async () => {
    const ids = [];
    for (const target of [HOSTS, `${HOSTS}?limit=x`, "/v3/projects", "/nothing"]) {
      const { headers } = await ask(emulator, target);
      ids.push(headers["x-request-id"]);
    }
    assert.equal(new Set(ids).size, 4);
    const { status, body, headers } = await ask(emulator, "/v5/x/nothing", { headers: {} });
    assert.equal(status, 404);
    assert.equal(body.error_code, "APIGW.0101");
    assert.equal(body.request_id, headers["x-request-id"]);
    assert.equal((await ask(emulator, HOSTS, { method: "POST" })).status, 404);
  });

  it("records each request with its answer", async () => {
    await ask(emulator, `${HOSTS}?image_name=a%20b&limit=30`);
    now += 5;
    await ask(emulator, "/v3/auth/tokens", { method: "POST", headers: { "x-other": "1" } });
    const [one, two] = emulator.requests;
    assert.deepEqual(
      { ...one, params: Object.fromEntries(one?.params ?? []), headers: one?.headers.region },
      {
        method: "GET",
        path: HOSTS,
        query: "image_name=a%20b&limit=30",
        params: { image_name: "a b", limit: "30" },
        headers: "cn-north-4",
        signedHeaders: [],
        at: now - 5,
        status: 200,
      },
    );
    assert.deepEqual([two?.method, two?.headers["x-other"], two?.at, two?.status], ["POST", "1", now, 400]);
  });

  it("lets an interceptor see each request first, and answer it", async () => {
    const seen: unknown[] = [];
    emulator.intercept = async (exchange) => {
      await Promise.resolve();
      seen.push([exchange.index, exchange.method, exchange.path, exchange.params.get("limit"), exchange.body]);
      if (exchange.params.get("limit") !== "1") return false;
      exchange.response.writeHead(503, { "retry-after": "7" }).end("busy");
      return true;
    };
    const answer = await ask(emulator, `${HOSTS}?limit=1`);
    assert.deepEqual([answer.status, answer.headers["retry-after"], answer.text], [503, "7", "busy"]);
    assert.equal((await ask(emulator, HOSTS)).status, 200);
    await ask(emulator, "/v3/auth/tokens", { method: "POST", headers: {}, body: "text" });
    assert.deepEqual(seen, [
      [0, "GET", HOSTS, "1", ""],
      [1, "GET", HOSTS, null, ""],
      [2, "POST", "/v3/auth/tokens", null, "text"],
    ]);
    assert.equal(emulator.requests[0]?.status, 503);
  });

  it("lets an interceptor break connections, and survives one that fails", async () => {
    emulator.intercept = ({ request: { socket } }) => {
      socket.destroy();
      return true;
    };
    await assert.rejects(ask(emulator, HOSTS));
    emulator.intercept = () => {
      throw new Error("a fault in a test");
    };
    await assert.rejects(ask(emulator, HOSTS));
    emulator.intercept = undefined;
    assert.equal((await ask(emulator, HOSTS)).status, 200);
    assert.deepEqual(
      emulator.requests.map(({ status }) => status),
      [undefined, undefined, 200],
    );
  });

  it("delays each answer by the latency, but not its own shutdown", async () => {
    emulator.latencyMs = 600_000;
    const slow = assert.rejects(ask(emulator, HOSTS));
    await arrived(emulator, 1);
    emulator.latencyMs = 0;
    assert.equal((await ask(emulator, HOSTS)).status, 200);
    await emulator.close();
    await slow;
  });
});
