import { promisify } from "node:util";
import { gunzip as gunzipCallback } from "node:zlib";
import type { Dispatcher } from "undici";
import packageJson from "../../package.json" with { type: "json" };
import { HssError } from "../errors/hssError.js";
import { NetworkError } from "../errors/networkError.js";
import { ResponseShapeError } from "../errors/responseShapeError.js";
import { withDeadline } from "../async/withDeadline.js";
import { describeRequest, encodeQuery, type HttpRequest } from "./httpRequest.js";
import { networkErrorFrom } from "./networkErrorFrom.js";

/** Not signed: a proxy may change it. */
const USER_AGENT = `${packageJson.name}/${packageJson.version}`;

const gunzip = promisify(gunzipCallback);

/** The most that one answer may hold, compressed or not: 16 KiB for each of the most rows that may be asked for. */
export const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

export class HttpAnswer {
  readonly statusCode: number;
  /** Header names in lower case; repeated headers are joined. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as they came, in pieces: whoever reads a page from them does so without a copy of its own. */
  readonly body: readonly Buffer[];

  constructor(statusCode: number, headers: Readonly<Record<string, string>>, body: readonly Buffer[]) {
    this.statusCode = statusCode;
    this.headers = headers;
    this.body = body;
  }

  get text(): string {
    return Buffer.concat(this.body)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
  }
}

export interface SendOptions {
  dispatcher: Dispatcher;
  /** Milliseconds for the whole exchange, from the connection to the last byte of the body. */
  timeoutMs: number;
  signal: AbortSignal;
}

/** Sends the request once and reads the whole answer. Redirects are not followed: they would carry the credentials along. */
export async function sendOnce(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
  const where = describeRequest(request);
  const tooSlow = () =>
    new NetworkError(
      where,
      `no complete answer within ${options.timeoutMs / 1000} s`,
      "ETIMEDOUT",
      "Raise requestTimeout if the service is only slow; else check the network, the proxy and the endpoint.",
      "patiently",
    );
  try {
    return await withDeadline(options.signal, options.timeoutMs, tooSlow, async (signal) => {
      const query = encodeQuery(request.query);
      const { statusCode, headers, body } = await options.dispatcher.request({
        origin: request.origin,
        path: query ? `${request.path}?${query}` : request.path,
        method: request.method,
        headers: { accept: "application/json", "user-agent": USER_AGENT, ...request.headers },
        body: request.body ?? null,
        // The library's own, of five minutes each, would cut a longer requestTimeout short.
        headersTimeout: 0,
        bodyTimeout: 0,
        signal,
      });
      const pieces = await decode(body, headers["content-encoding"], where);
      const flat = Object.entries(headers).map(([name, value]) => [name, String(value)]);
      return new HttpAnswer(statusCode, Object.fromEntries(flat) as Record<string, string>, pieces);
    });
  } catch (error) {
    // An answer that is cut off by the caller's own doing is no fault of the network.
    options.signal.throwIfAborted();
    if (error instanceof HssError) throw error;
    if (error instanceof Error && "code" in error && error.code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
      throw new ResponseShapeError(where, "", `it is larger than ${LARGEST_ANSWER_BYTES / 1024 / 1024} MiB`, {
        cause: error,
      });
    }
    throw networkErrorFrom(where, error);
  }
}

/** No encoding is asked for, but a proxy may compress all the same. */
async function decode(body: Dispatcher.ResponseData["body"], encoding: unknown, where: string): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece as Buffer);
  if (encoding === undefined || encoding === "identity") return pieces;
  if (encoding !== "gzip") throw new ResponseShapeError(where, "", "its content-encoding is not gzip");
  try {
    return [await gunzip(Buffer.concat(pieces), { maxOutputLength: LARGEST_ANSWER_BYTES })];
  } catch (error) {
    if (error instanceof Error && "code" in error && /^(Z_|ERR_BUFFER)/.test(String(error.code))) {
      throw new ResponseShapeError(where, "", "it cannot be decompressed", { cause: error });
    }
    throw error;
  }
}
