import { promisify } from "node:util";
import { brotliDecompress, inflateRaw, unzip, type InputType, type ZlibOptions } from "node:zlib";
import { BodyError } from "./bodyError.js";
import { codeOf } from "./codeOf.js";

/** The maximum size of an answer, compressed or not. */
export const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

/** More than one encoding is allowed, but not seen in practice. */
const MOST_ENCODINGS = 3;

type Decode = (input: InputType, options: ZlibOptions) => Promise<Buffer>;

const inflated = promisify<InputType, ZlibOptions, Buffer>(unzip);
const inflatedRaw = promisify<InputType, ZlibOptions, Buffer>(inflateRaw);
const unbrotli = promisify<InputType, ZlibOptions, Buffer>(brotliDecompress);
/** RFC 9110 means the zlib format, but some servers send the raw deflate stream. */
const deflate: Decode = (input, options) =>
  inflated(input, options).catch((error: unknown) => {
    if (codeOf(error) === "Z_DATA_ERROR") return inflatedRaw(input, options);
    throw error;
  });

const DECODERS: ReadonlyMap<string, Decode> = new Map([
  ["gzip", inflated],
  ["x-gzip", inflated],
  ["deflate", deflate],
  ["br", unbrotli],
  ["identity", (input) => Promise.resolve(input as Buffer)],
]);

/** Decodes a body by its Content-Encoding, or throws a BodyError. */
export async function decodeBody(body: Buffer, contentEncoding: string | undefined): Promise<Buffer> {
  const encodings = (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  if (encodings.length > MOST_ENCODINGS) throw new BodyError("its content-encoding is not supported");
  let decoded = body;
  for (const encoding of encodings.reverse()) {
    const decode = DECODERS.get(encoding);
    if (decode === undefined) throw new BodyError("its content-encoding is not supported");
    try {
      decoded = await decode(decoded, { maxOutputLength: LARGEST_ANSWER_BYTES });
    } catch (error) {
      if (codeOf(error) === "ERR_BUFFER_TOO_LARGE") throw BodyError.tooLarge(LARGEST_ANSWER_BYTES, error);
      throw new BodyError("it cannot be decompressed", { cause: error });
    }
  }
  return decoded;
}
