import assert from "node:assert/strict";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { createDispatcher } from "../../src/http/dispatcher.js";
import { HttpClient, type Authorizer } from "../../src/http/httpClient.js";
import type { HttpRequest } from "../../src/http/httpRequest.js";
import { Redactor } from "../../src/http/redactor.js";
import { VirtualClock } from "../support/virtualClock.js";

describe("HttpClient", () => {
  let emulator: Emulator;
  const dispatcher = createDispatcher({ connections: 2 });
  const redactor = new Redactor();
  const http = new HttpClient({
    dispatcher,
    redactor,
    clock: new VirtualClock(),
    random: () => 1,
    maxConcurrency: 4,
    maxRetries: 2,
    requestTimeoutMs: 10_000,
  });

  before(async () => {
    emulator = await startEmulator({ hosts: 0 });
  });
  beforeEach(() => {
    emulator.intercept = undefined;
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
  const projects = (authorizer: Authorizer) => {
    const request: HttpRequest = {
      method: "GET",
      origin: emulator.url,
      path: "/v3/projects",
      query: [],
      headers: {},
      purpose: "",
    };
    return http.send(request, authorizer, (body) => body as { projects: object[] }, new AbortController().signal);
  };

  it("sends a refused request once more with another proof, in the same attempt", async () => {
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
    await assert.rejects(projects(authorizer), /HTTP 401 APIGW\.0301/);
    assert.deepEqual(refused, ["void"]);
    assert.equal(emulator.requests.length, 2);
  });

  it("does not send it again when there is no other proof, nor for another refusal", async () => {
    await assert.rejects(projects(giving("void").authorizer), /HTTP 401/);
    assert.equal(emulator.requests.length, 1);
    emulator.intercept = ({ response }) => {
      response.writeHead(403).end("{}");
      return true;
    };
    const { authorizer, refused } = giving("emulated-token", "emulated-token");
    await assert.rejects(projects(authorizer), /HTTP 403/);
    assert.deepEqual(refused, []);
    assert.equal(emulator.requests.length, 2);
  });

  it("quotes no part of a secret that the quote's end would have cut", async () => {
    redactor.add("canary-secret-0001");
    emulator.intercept = ({ response }) => {
      response.end(`${"x".repeat(70)}canary-secret-0001`);
      return true;
    };
    await assert.rejects(projects(giving("emulated-token").authorizer), (error: Error) => {
      assert.match(error.message, /it is not JSON but begins "x{70}\[redacted\]"/);
      assert.ok(!error.message.includes("canary"), error.message);
      return true;
    });
  });
});
