// The floor of a scan: the same requests at the same concurrency, whose answers are received, parsed if so asked, and
// thrown away.
import pMap from "p-map";
import { Pool } from "undici";
import { planPages } from "../../src/hss/planPages.js";
import { HEADERS, HOSTS_PATH, QUERY } from "../setup.js";
import { argument, side } from "./side.js";

const url = argument(0);
const hosts = Number(argument(1));
const concurrency = Number(argument(2));
const parses = argument(3) === "parse";

const PAGE = 200;
const rest = [...planPages({ offset: 0, pageRows: Math.min(PAGE, hosts), end: hosts, overlap: 1 })];
const pool = new Pool(url, { connections: concurrency });

async function fetchPage(offset: number): Promise<void> {
  const path = `${HOSTS_PATH}?${QUERY}&offset=${offset}&limit=${PAGE}`;
  const { statusCode, body } = await pool.request({ method: "GET", path, headers: HEADERS });
  if (statusCode !== 200) throw new Error(`HTTP ${statusCode}`);
  if (parses) JSON.parse(await body.text());
  else await body.bytes();
}

side(async () => {
  await fetchPage(0);
  await pMap(rest, fetchPage, { concurrency });
});
