import type { Exchange } from "../../src/emulator/server/exchange.js";
import type { FaultKind, World } from "./fault.js";

const RETRY_AFTER = ["38", "0", "1.5", "-1", "soon", "Wed, 21 Oct 2015 07:28:00 GMT", ""];

const pick = <T>(random: () => number, list: readonly T[]) => list[Math.floor(random() * list.length)] as T;

/** What gateways repeat in their messages: credentials, in all the ways that they have been seen. */
function echo({ headers }: Exchange, random: () => number): string {
  const sent = [headers["x-auth-token"], headers.authorization, headers["x-security-token"]].filter(
    (value) => value !== undefined,
  );
  const forms = [
    () => JSON.stringify(headers),
    () => sent.join(" "),
    () => sent.map(encodeURIComponent).join("&"),
    () => sent.map((value) => Buffer.from(value).toString("base64")).join(),
    () => `<pre>${JSON.stringify(headers)}</pre><!-- ${sent.join()} -->`,
  ];
  return pick(random, forms)();
}

const answer =
  (status: number, body: (said: string) => unknown, headers: (world: World) => Record<string, string> = () => ({})) =>
  (exchange: Exchange, world: World): true => {
    const said = body(echo(exchange, world.random));
    exchange.response.writeHead(status, headers(world)).end(typeof said === "string" ? said : JSON.stringify(said));
    return true;
  };

const said = (code: string) => (text: string) => ({ error_code: code, error_msg: text, request_id: text });
const html = (text: string) => `<html><style>a{}</style><body><h1>Bad Gateway</h1>${text}</body></html>`;

const API = ["ApiError"];
const QUOTA = ["QuotaError"];

export const refusalFaults: readonly FaultKind[] = [
  {
    name: "429 with Retry-After",
    nature: "patient",
    errors: QUOTA,
    strike: answer(429, said("APIGW.0308"), ({ random }) => ({ "retry-after": pick(random, RETRY_AFTER) })),
  },
  { name: "429 without", nature: "patient", errors: QUOTA, strike: answer(429, said("APIGW.0308")) },
  { name: "500", nature: "patient", errors: API, strike: answer(500, said("HSS.9999")) },
  { name: "503 with nothing to say", nature: "patient", errors: API, strike: answer(503, () => "") },
  { name: "504 with a strange body", nature: "patient", errors: API, strike: answer(504, () => ({ error: [[null]] })) },
  { name: "HTML 502", nature: "patient", errors: API, strike: answer(502, html) },
  {
    name: "HTML 200 that echoes",
    nature: "brief",
    errors: ["ResponseShapeError"],
    strike: (exchange, world) => answer(200, (text) => ".".repeat(world.random() * 80) + text)(exchange, world),
  },
  {
    name: "401 from some request on",
    nature: "fatal",
    errors: API,
    weight: 0.5,
    strike: (_exchange, { emulator }) => {
      emulator.accounts = [];
      return false;
    },
  },
  { name: "403", nature: "fatal", errors: API, weight: 0.5, strike: answer(403, said("HSS.0013")) },
  { name: "400", nature: "fatal", errors: API, weight: 0.5, strike: answer(400, said("HSS.0001")) },
  { name: "error with HTTP 200", nature: "fatal", errors: API, weight: 0.5, strike: answer(200, said("HSS.0010")) },
  {
    name: "redirect",
    nature: "fatal",
    errors: API,
    weight: 0.5,
    strike: answer(302, html, ({ emulator }) => ({ location: `${emulator.url}/elsewhere` })),
  },
];
