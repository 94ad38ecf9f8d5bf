import { PageServer, Side } from "../child.js";
import { median, sideBySide } from "../measure.js";
import { ProviderSide } from "../providerSide.js";
import { inMb, inMs, times, type Line, type Row } from "../row.js";
import { CONCURRENCY } from "../setup.js";

const HOSTS = 100_000;
const MOST_MB = 220;

/** The provider over the floor: the same pages fetched raw from the emulator, and from a server that has them ready. */
export const scan: Row = {
  name: "scan",
  async measure(runs) {
    const lines: Line[] = [];
    for (const kind of ["emulatorServer", "pageServer"] as const) {
      const server = await PageServer.start(HOSTS, 0, kind);
      const raw = await Side.start("rawFetch", [server.url, HOSTS, CONCURRENCY, "throw away"]);
      const parsed = await Side.start("rawFetch", [server.url, HOSTS, CONCURRENCY, "parse"]);
      const ours = await ProviderSide.start(server.url);
      const answer = await ours.invoke();
      const readyMade = await ProviderSide.readyMade(answer);
      const sides = [ours, raw, parsed, readyMade];
      const [oursMs = NaN, rawMs = NaN, parsedMs = NaN, readyMs = NaN] = await sideBySide(sides, runs);
      const from = kind === "emulatorServer" ? "the emulator" : "a server with ready pages";
      lines.push({
        what: `100,000 servers from ${from}: Invoke over the raw fetch of the same pages`,
        ours: inMs(oursMs),
        other: inMs(rawMs),
        ratio: times(oursMs / rawMs),
        toReach: "",
        memory: `${inMb(ours.peakMb)}, ${inMb(raw.peakMb)}`,
      });
      lines.push({
        what: "lower bound for any provider: raw fetch, then Invoke of a ready-made provider, over the raw fetch",
        ours: inMs(rawMs + readyMs),
        other: inMs(rawMs),
        ratio: times((rawMs + readyMs) / rawMs),
        toReach: "",
        memory: `${inMb(readyMade.peakMb)}, ${inMb(raw.peakMb)}`,
      });
      lines.push({
        what: "raw fetch with `JSON.parse` in the same thread, over the raw fetch",
        ours: inMs(parsedMs),
        other: inMs(rawMs),
        ratio: times(parsedMs / rawMs),
        toReach: "",
        memory: `${inMb(parsed.peakMb)}, ${inMb(raw.peakMb)}`,
      });
      if (kind === "emulatorServer") {
        const peakOfOne = await medianPeakOfOneCall(server.url, runs);
        lines.push({
          what: "peak memory of a new provider after one call of 100,000 servers",
          ours: inMb(peakOfOne),
          other: "",
          ratio: "",
          toReach: `≤ ${MOST_MB} MB`,
          reached: peakOfOne <= MOST_MB,
          memory: `after ${runs + 3} calls ${inMb(ours.peakMb)}`,
        });
      }
      for (const each of [...sides, server]) await each.stop();
    }
    return lines;
  },
};

async function medianPeakOfOneCall(url: string, runs: number): Promise<number> {
  const peaks: number[] = [];
  for (let run = 0; run < runs; run++) {
    const provider = await ProviderSide.start(url);
    await provider.invoke();
    peaks.push(provider.peakMb);
    await provider.stop();
  }
  return median(peaks);
}
