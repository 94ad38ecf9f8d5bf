import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Agent, type Dispatcher } from "undici";
import { createDispatcher, type DispatcherOptions } from "../../src/http/createDispatcher.js";
import type { HttpRequest } from "../../src/http/httpRequest.js";
import { sendOnce } from "../../src/http/sendOnce.js";

const { signal } = new AbortController();

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

describe("the dispatcher", () => {
  it("uses only the timeouts of the request, because the library's own would end longer ones early", async () => {
    const asked: Dispatcher.RequestOptions[] = [];
    const agent = new Agent();
    const dispatcher = agent.compose((dispatch) => (options, handler) => {
      asked.push(options);
      return dispatch(options, handler);
    });
    const request = { method: "GET", origin, path: "/", query: [], headers: {}, purpose: "" } as const;
    await sendOnce(request, { dispatcher, timeoutMs: 10_000, signal });
    assert.deepEqual(
      asked.map(({ headersTimeout, bodyTimeout }) => [headersTimeout, bodyTimeout]),
      [[0, 0]],
    );
    await agent.destroy();
  });

  it("does not retry a request with an invalid header, and says where the header comes from", async () => {
    const dispatcher = createDispatcher({ connections: 1 });
    for (const token of ["emulated-token\n", "emulated-t\u00f6ken\u20ac"]) {
      const request = { method: "GET", origin, path: "/", query: [], headers: { "x-auth-token": token } } as const;
      await assert.rejects(sendOnce({ ...request, purpose: "" }, { dispatcher, timeoutMs: 10_000, signal }), {
        name: "NetworkError",
        retry: "never",
        message: /^The request could not be sent: the credentials contain invalid characters\.\nRemove line breaks/,
      });
    }
    await dispatcher.destroy();
  });

  let server: Server;
  let origin: string;
  let sockets = new Set<Socket>();

  before(async () => {
    server = createServer((request, response) => {
      sockets.add(request.socket);
      response.end("answer");
    });
    origin = await listen(server);
  });
  beforeEach(() => {
    sockets = new Set();
  });
  after(() => {
    server.close().closeAllConnections();
  });

  const get = async (options: Partial<DispatcherOptions> = {}, path = "/", times = 1): Promise<string> => {
    const dispatcher = createDispatcher({ connections: 4, ...options });
    const request: HttpRequest = { method: "GET", origin, path, query: [], headers: {}, purpose: "" };
    try {
      let text = "";
      for (let time = 0; time < times; time++) {
        ({ text } = await sendOnce(request, { dispatcher, timeoutMs: 5000, signal }));
      }
      return text;
    } finally {
      await dispatcher.destroy();
    }
  };

  it("keeps connections alive", async () => {
    await get({ connections: 2 }, "/", 20);
    assert.ok(sockets.size <= 2, `${sockets.size} connections for 20 requests`);
  });
});
