import { gunzipSync } from "node:zlib";
import type { Exchange } from "../../src/emulator/server/exchange.js";
import type { Tally } from "./fault.js";

export interface Answer {
  status: number;
  headers: Record<string, string | number>;
  body: Buffer;
}

/** Hands the answer that is about to be sent to `take`, which sends it on, changed or not, or does something worse. */
export function onAnswer({ response }: Exchange, take: (answer: Answer, send: (answer: Answer) => void) => void): void {
  const { writeHead: earlier } = response as { writeHead: (status: number, headers: Answer["headers"]) => unknown };
  const writeHead: typeof earlier = (status, headers) => earlier.call(response, status, headers);
  const end = response.end.bind(response);
  const head: Pick<Answer, "status" | "headers"> = { status: 200, headers: {} };
  response.writeHead = ((status: number, headers: Answer["headers"] = {}) => {
    head.status = status;
    head.headers = headers;
    return response;
  }) as typeof response.writeHead;
  response.end = ((body: string | Buffer = "") => {
    take(unzipped({ ...head, body: Buffer.from(body) }), (answer) => {
      writeHead(answer.status, answer.headers);
      end(answer.body);
    });
    return response;
  }) as typeof response.end;
}

/** Faults change the text of an answer, which the emulator compresses. */
function unzipped(answer: Answer): Answer {
  const { "content-encoding": encoding, ...headers } = answer.headers;
  if (encoding !== "gzip") return answer;
  try {
    return withBody({ ...answer, headers }, gunzipSync(answer.body));
  } catch {
    // Another fault has already made it unreadable.
    return answer;
  }
}

/** The same answer with another body, whose length it states. */
export function withBody(answer: Answer, body: string | Buffer, headers: Answer["headers"] = {}): Answer {
  const bytes = Buffer.from(body);
  return { ...answer, headers: { ...answer.headers, "content-length": bytes.length, ...headers }, body: bytes };
}

export interface WirePage {
  total_num: number;
  data_list: Record<string, unknown>[];
}

/**
 * Changes the page that is about to be answered.
 * @param edit gives the new page, as an object or as JSON text; undefined leaves it alone.
 */
export function onPage(exchange: Exchange, tally: Tally, edit: (page: WirePage) => object | string | undefined): false {
  // Another fault may keep this answer from being sent at all, which is then no strike of this one.
  tally.release();
  onAnswer(exchange, (answer, send) => {
    const page = pageIn(answer);
    const edited = page && edit(page);
    if (edited === undefined || !tally.take()) {
      send(answer);
      return;
    }
    send(withBody(answer, typeof edited === "string" ? edited : JSON.stringify(edited)));
  });
  return false;
}

/** Undefined for what another fault has already made unreadable. */
function pageIn({ status, body }: Answer): WirePage | undefined {
  if (status !== 200) return undefined;
  try {
    const page = JSON.parse(body.toString("utf8")) as Partial<WirePage> | null;
    return typeof page?.total_num === "number" && Array.isArray(page.data_list) ? (page as WirePage) : undefined;
  } catch {
    return undefined;
  }
}
