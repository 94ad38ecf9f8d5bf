// Serves one list of hosts, whose rows stand ready as bytes: what it costs is not what is measured.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createFleet } from "../../src/emulator/hss/createFleet.js";
import { argument, endWithBench } from "./side.js";

const PAGE_CAP = 200;
const GENERATED_AT_ONCE = 10_000;

endWithBench();
const hosts = Number(argument(0));
const latencyMs = Number(argument(1));
const unknown = process.argv[4] === undefined ? {} : { tags: [] };

/** All rows, with a comma behind each; where each begins, and where the last one ends. */
const pieces: Buffer[] = [];
const starts = new Float64Array(hosts + 1);
let length = 0;
for (let first = 0; first < hosts; first += GENERATED_AT_ONCE) {
  const fleet = createFleet(GENERATED_AT_ONCE, 1 + first).slice(0, Math.min(GENERATED_AT_ONCE, hosts - first));
  const texts = fleet.map(({ row }) => `${JSON.stringify({ ...row, ...unknown })},`);
  texts.forEach((text, index) => {
    starts[first + index] = length;
    length += Buffer.byteLength(text);
  });
  pieces.push(Buffer.from(texts.join("")));
}
starts[hosts] = length;
const rows = Buffer.concat(pieces.splice(0));

const head = Buffer.from(`{"total_num":${hosts},"data_list":[`);
const tail = Buffer.from("]}");
let requests = 0;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/requests") {
    response.end(String(requests));
    requests = 0;
    return;
  }
  requests++;
  const offset = Math.min(hosts, Number(searchParams.get("offset")));
  const end = Math.min(hosts, offset + Math.min(PAGE_CAP, Number(searchParams.get("limit") ?? 10)));
  const page = rows.subarray(starts[offset], Math.max(starts[offset] ?? 0, (starts[end] ?? 0) - 1));
  const answer = () => {
    response.writeHead(200, {
      "content-type": "application/json",
      "content-length": head.length + page.length + tail.length,
      "x-request-id": `bench-${requests}`,
    });
    response.end(Buffer.concat([head, page, tail]));
  };
  if (latencyMs > 0) setTimeout(answer, latencyMs);
  else answer();
});
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => {
  process.send?.((server.address() as AddressInfo).port);
});
