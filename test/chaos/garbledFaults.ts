import { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { LARGEST_ANSWER_BYTES } from "../../src/http/decodeBody.js";
import { onAnswer, onPage, withBody, type Answer, type WirePage } from "./answer.js";
import type { FaultKind, World } from "./fault.js";

const MEBIBYTE = Buffer.alloc(1024 * 1024, " ");
const LARGE = LARGEST_ANSWER_BYTES / MEBIBYTE.length + 2;
const DEEP = "[".repeat(100_000) + "]".repeat(100_000);
const WRONG_VALUES = [0.5, {}, [], { host_id: "x" }, ["x"]];

/** An answer that is broken in itself: asked for again twice, for a changed API would answer so for ever. */
const brief = (name: string, strike: FaultKind["strike"], more: Partial<FaultKind> = {}): FaultKind => ({
  name,
  nature: "brief",
  errors: ["ResponseShapeError"],
  strike,
  ...more,
});

/** In place of any answer, that to the look-up of a project included. */
const answering = (name: string, status: number, body: string | ((answer: Answer) => Buffer), headers = {}) =>
  brief(name, (exchange) => {
    onAnswer(exchange, (answer, send) => {
      send({ ...withBody(answer, typeof body === "string" ? body : body(answer), headers), status });
    });
    return false;
  });

const paging = (name: string, edit: (page: WirePage, world: World) => object | string | undefined) =>
  brief(name, (exchange, world, tally) => onPage(exchange, tally, (page) => edit(page, world)));

let bomb: Buffer | undefined;

export const garbledFaults: readonly FaultKind[] = [
  answering("empty 200", 200, ""),
  answering("204", 204, ""),
  answering("HTML 200", 200, "<html><title>Login</title></html>", { "content-type": "text/html" }),
  answering("JSON cut off", 200, (answer) => answer.body.subarray(0, answer.body.length / 2)),
  answering("deep nesting", 200, DEEP),
  answering("null", 200, "null"),
  answering("gzip that is none", 200, (answer) => answer.body, { "content-encoding": "gzip" }),
  answering("gzip cut off", 200, ({ body }) => gzipSync(body).subarray(0, -9), { "content-encoding": "gzip" }),
  {
    ...answering("gzip of 66 MiB", 200, () => (bomb ??= gzipSync(Buffer.alloc(LARGE * MEBIBYTE.length, " "))), {
      "content-encoding": "gzip",
    }),
    weight: 0.2,
    lasting: false,
  },
  brief(
    "66 MiB",
    (exchange) => {
      const { response } = exchange;
      let left = LARGE;
      const pour = () => {
        while (left-- > 0 && !response.destroyed) {
          if (!response.write(MEBIBYTE)) return void response.once("drain", pour);
        }
      };
      // Past what another fault put in its place, which would hold back the head until the end.
      ServerResponse.prototype.writeHead.call(response, 200);
      pour();
      return true;
    },
    { weight: 0.1, lasting: false },
  ),
  paging("wrong type in a row", (page, { random }) => {
    const row = page.data_list[Math.floor(random() * page.data_list.length)];
    if (row === undefined) return undefined;
    const names = Object.keys(row);
    row[names[Math.floor(random() * names.length)] ?? "host_id"] =
      WRONG_VALUES[Math.floor(random() * WRONG_VALUES.length)];
    return page;
  }),
  paging("row that is no object", (page, { random }) => {
    const rows: unknown[] = page.data_list;
    rows.splice(Math.floor(random() * rows.length), 1, [null, 7, "row", []][Math.floor(random() * 4)]);
    return page;
  }),
  paging("total_num of a wrong kind", (page, { random }) => {
    const values = ["seven", -1, 1.5, null, [], true, 2 ** 60];
    return { ...page, total_num: values[Math.floor(random() * values.length)] };
  }),
  paging("total_num beyond numbers", (page) => `{"total_num":1e999,"data_list":${JSON.stringify(page.data_list)}}`),
  paging("data_list null", (page) => (page.total_num === 0 ? undefined : { ...page, data_list: null })),
  paging("data_list an object", (page) => ({ ...page, data_list: Object.fromEntries(page.data_list.entries()) })),
  paging("data_list missing", (page) => (page.total_num === 0 ? undefined : { total_num: page.total_num })),
];
