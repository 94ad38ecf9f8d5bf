import { brotliCompressSync, gzipSync } from "node:zlib";
import { onAnswer, onPage, withBody, type Answer } from "./answer.js";
import type { FaultKind, Strike } from "./fault.js";

const SLOW_PIECES = 10;
const SLOW_PAUSE_MS = 3;
/** As deep as an answer may be nested, but for what is around it. */
const DEEP = 990;
/** As text, for `JSON.stringify` would make no own property of `__proto__`. */
const EXTRA = `"__proto__":{"host_id":"x"},"constructor":7,"nested":${"[".repeat(DEEP)}${"]".repeat(DEEP)}`;
const MAY_BE_MISSING = ["public_ip", "docker_name", "docker_type"];

const changed =
  (change: (answer: Answer) => Answer): Strike =>
  (exchange) => {
    onAnswer(exchange, (answer, send) => {
      send(change(answer));
    });
    return false;
  };

const harmless = (name: string, strike: Strike, more: Partial<FaultKind> = {}): FaultKind => ({
  name,
  nature: "harmless",
  errors: [],
  strike,
  ...more,
});

/** Whether there is a body that may be put into another form: not one that another fault has encoded. */
const isPlain = ({ body, headers }: Answer) => body.length > 0 && headers["content-encoding"] === undefined;

export const harmlessFaults: readonly FaultKind[] = [
  harmless(
    "gzip",
    changed((answer) =>
      isPlain(answer) ? withBody(answer, gzipSync(answer.body), { "content-encoding": "gzip" }) : answer,
    ),
    { finishing: true },
  ),
  harmless(
    "brotli",
    changed((answer) =>
      isPlain(answer) ? withBody(answer, brotliCompressSync(answer.body), { "content-encoding": "br" }) : answer,
    ),
    { finishing: true },
  ),
  harmless(
    "white space around",
    changed((answer) => (isPlain(answer) ? withBody(answer, `\r\n\t ${answer.body.toString("utf8")}\n `) : answer)),
  ),
  harmless(
    "connection closed after each answer",
    changed((answer) => ({ ...answer, headers: { ...answer.headers, connection: "close" } })),
  ),
  harmless("early hints", ({ response }) => {
    response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    return false;
  }),
  harmless(
    "slow body",
    (exchange) => {
      onAnswer(exchange, ({ status, headers, body }) => {
        const { socket } = exchange.request;
        // Written past the HTTP server, which therefore could serve nothing more on this connection.
        const lines = Object.entries({ ...headers, connection: "close" }).map(
          ([name, value]) => `${name}: ${value}\r\n`,
        );
        socket.write(`HTTP/1.1 ${status} Emulated\r\n${lines.join("")}\r\n`);
        const step = Math.ceil(body.length / SLOW_PIECES);
        const drip = (at: number) => {
          if (socket.destroyed) return;
          if (at >= body.length) return void socket.end();
          socket.write(body.subarray(at, at + step));
          setTimeout(drip, SLOW_PAUSE_MS, at + step);
        };
        drip(0);
      });
      return false;
    },
    { finishing: true },
  ),
  harmless("duplicate keys, the last one true", (exchange, _world, tally) =>
    onPage(exchange, tally, (page) => `{"total_num":1,"data_list":[{}],${JSON.stringify(page).slice(1)}`),
  ),
  harmless("unknown fields, nested deeply", (exchange, _world, tally) =>
    onPage(exchange, tally, ({ total_num, data_list }) => {
      const [first, ...rest] = data_list.map((row) => JSON.stringify(row));
      if (first === undefined) return undefined;
      const rows = [`{${EXTRA},${first.slice(1)}`, ...rest];
      return `{${EXTRA},"total_num":${total_num},"data_list":[${rows.join(",")}]}`;
    }),
  ),
  harmless("empty fields left out, null or empty", (exchange, { random }, tally) => {
    const empty = [null, "", undefined];
    return onPage(exchange, tally, (page) => {
      // Another fault may have put something else among them.
      for (const row of page.data_list.filter((each: unknown) => typeof each === "object" && each !== null))
        for (const name of MAY_BE_MISSING)
          if ((row[name] ?? "") === "") row[name] = empty[Math.floor(random() * empty.length)];
      return page;
    });
  }),
];
