import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { Dispatcher } from "undici";
import { createDispatcher } from "../../src/http/createDispatcher.js";
import type { HttpRequest } from "../../src/http/httpRequest.js";
import { sendOnce } from "../../src/http/sendOnce.js";

const TEXT = '{"total_num":0,"data_list":[]}';

describe("sendOnce", () => {
  let server: Server;
  let dispatcher: Dispatcher;
  let answer: { status: number; headers: Record<string, string>; body: Buffer | string };
  let asked: Record<string, unknown>;

  before(async () => {
    server = createServer((request, response) => {
      asked = request.headers;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    dispatcher = createDispatcher({ connections: 1 });
  });
  after(async () => {
    await dispatcher.close();
    server.close();
  });

  const send = (status: number, encoding: string | undefined, body: Buffer | string) => {
    answer = { status, headers: encoding === undefined ? {} : { "content-encoding": encoding }, body };
    const { port } = server.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    const request: HttpRequest = { method: "GET", origin, path: "/", query: [], headers: {}, purpose: "" };
    return sendOnce(request, { dispatcher, timeoutMs: 10_000, signal: new AbortController().signal });
  };

  it("requests a compressed answer, and sends a User-Agent", async () => {
    await send(200, undefined, TEXT);
    assert.equal(asked["accept-encoding"], "gzip, deflate");
    assert.match(String(asked["user-agent"]), /^pulumi-resource-huaweicloud-hss\/\d+\.\d+\.\d+$/);
  });

  for (const [encoding, body] of [
    [undefined, Buffer.from(TEXT)],
    ["identity", Buffer.from(TEXT)],
    ["gzip", gzipSync(TEXT)],
    ["GZIP", gzipSync(TEXT)],
    ["x-gzip", gzipSync(TEXT)],
    ["deflate", deflateSync(TEXT)],
    ["deflate", deflateRawSync(TEXT)],
    ["br", brotliCompressSync(TEXT)],
    ["gzip, br", brotliCompressSync(gzipSync(TEXT))],
    ["gzip, gzip", gzipSync(gzipSync(TEXT))],
    [undefined, Buffer.from(`\uFEFF${TEXT}`)],
    ["gzip", gzipSync(`\uFEFF${TEXT}`)],
  ] as const) {
    it(`reads ${body.length} bytes with ${encoding ?? "no"} encoding`, async () => {
      assert.equal((await send(200, encoding, body)).text, TEXT);
      assert.equal((await send(403, encoding, body)).text, TEXT);
    });
  }

  for (const [what, bytes] of [
    ["a byte that begins no character", [0xff]],
    ["a character that is cut off", [0xe4, 0xb8]],
    ["half of a surrogate pair", [0xed, 0xa0, 0xbd]],
    ["text in GBK", [0xb7, 0xfe, 0xce, 0xf1]],
  ] as const) {
    const body = Buffer.from([...Buffer.from('{"x":"'), ...bytes, ...Buffer.from('"}')]);

    it(`refuses ${what} with HTTP 200, as it is not UTF-8`, async () => {
      await assert.rejects(send(200, undefined, body), {
        name: "ResponseShapeError",
        message: /\n {2}problem: it is not valid UTF-8$/,
      });
    });

    it(`keeps what can be read of ${what} with HTTP 403`, async () => {
      assert.match((await send(403, undefined, body)).text, /^\{"x":"\ufffd+"\}$/);
    });
  }

  const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024));
  for (const [what, encoding, body, problem] of [
    ["corrupt gzip", "gzip", "no gzip", "it cannot be decompressed"],
    ["gzip that is cut off", "gzip", gzipSync(TEXT).subarray(0, -9), "it cannot be decompressed"],
    ["an empty body that claims to be gzip", "gzip", "", "it cannot be decompressed"],
    ["corrupt deflate", "deflate", "no deflate", "it cannot be decompressed"],
    ["an encoding of another kind", "compress", "?", "its content-encoding is not supported"],
    ["a name of every object", "constructor", "?", "its content-encoding is not supported"],
    ["more encodings than anyone needs", "gzip, gzip, gzip, gzip", "?", "its content-encoding is not supported"],
    ["gzip of more than 16 MiB", "gzip", bomb, "it is larger than 16 MiB"],
    ["more than 16 MiB", undefined, Buffer.alloc(17 * 1024 * 1024), "it is larger than 16 MiB"],
  ] as const) {
    it(`refuses ${what} with HTTP 200`, async () => {
      await assert.rejects(send(200, encoding, body), (error: Error) => {
        assert.equal(error.name, "ResponseShapeError");
        assert.ok(error.message.includes(problem), error.message);
        return true;
      });
    });

    for (const status of [403, 429, 503]) {
      it(`keeps HTTP ${status} for ${what}`, async () => {
        assert.deepEqual((({ statusCode, text }) => ({ statusCode, text }))(await send(status, encoding, body)), {
          statusCode: status,
          text: "",
        });
      });
    }
  }
});
