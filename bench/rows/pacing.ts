import { setTimeout as pause } from "node:timers/promises";
import pMap from "p-map";
import { Pool } from "undici";
import { startEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { ProviderSide } from "../providerSide.js";
import { inMb, times, type Line, type Row } from "../row.js";
import { CONCURRENCY, HEADERS, HOSTS_PATH, QUERY } from "../setup.js";

const REQUESTS = 51;
const ROWS_A_PAGE = 200;
const HOSTS = ROWS_A_PAGE + (REQUESTS - 1) * (ROWS_A_PAGE - 1);
/** The documented quota of one user, in a window that is a hundred and twentieth of the documented minute. */
const QUOTA = { limit: 5, windowMs: 500 };
const BEST_WINDOWS = Math.ceil(REQUESTS / QUOTA.limit) - 1;
const MOST_OF_BEST = 1.1;
const MOST_REFUSED = 2;

/** One reading each, as minutes of waiting are not noise. */
export const pacing: Row = {
  name: "pacing",
  async measure() {
    const emulator = await startEmulator({ hosts: HOSTS, quota: QUOTA });
    const ours = await ProviderSide.start(emulator.url);
    const oursRun = await counted(emulator, () => ours.invoke());
    const memory = inMb(ours.peakMb);
    await ours.stop();
    const lines: Line[] = [];
    for (const [name, atOnce] of [
      ["one page after another", 1],
      [`${CONCURRENCY} pages at once`, CONCURRENCY],
    ] as const) {
      const peer = await counted(emulator, () => backingOff(emulator.url, atOnce));
      lines.push({
        what: `${REQUESTS} requests at 5 a window (${BEST_WINDOWS} windows at best); beside it ${name}, each backing off 1, 2, 4 … windows`,
        ours: inWords(oursRun),
        other: inWords(peer),
        ratio: times(peer.windows / oursRun.windows),
        toReach: `≤ ${MOST_OF_BEST * BEST_WINDOWS} windows, ≤ ${MOST_REFUSED} refused`,
        reached: oursRun.windows <= MOST_OF_BEST * BEST_WINDOWS && oursRun.refused <= MOST_REFUSED,
        memory,
      });
    }
    await emulator.close();
    return lines;
  },
};

interface Paced {
  windows: number;
  refused: number;
}

async function counted(emulator: Emulator, work: () => Promise<unknown>): Promise<Paced> {
  // An object of its own begins a window of its own.
  emulator.quota = { ...QUOTA };
  emulator.requests.length = 0;
  const started = performance.now();
  await work();
  const windows = (performance.now() - started) / QUOTA.windowMs;
  return { windows, refused: emulator.requests.filter(({ status }) => status === 429).length };
}

async function backingOff(url: string, concurrency: number): Promise<void> {
  const pool = new Pool(url, { connections: concurrency });
  const read = async (page: number) => {
    for (let wait = QUOTA.windowMs; ; wait *= 2) {
      const path = `${HOSTS_PATH}?${QUERY}&limit=${ROWS_A_PAGE}&offset=${page * ROWS_A_PAGE}`;
      const { statusCode, body } = await pool.request({ method: "GET", path, headers: HEADERS });
      await body.dump();
      if (statusCode === 200) return;
      await pause(wait);
    }
  };
  await pMap(Array.from({ length: REQUESTS }).keys(), read, { concurrency });
  await pool.destroy();
}

function inWords({ windows, refused }: Paced): string {
  return `${windows.toFixed(2)} windows, ${refused} refused`;
}
