import { PageServer, Side } from "../child.js";
import { sideBySide } from "../measure.js";
import { ProviderSide } from "../providerSide.js";
import { inMb, times, type Line, type Row } from "../row.js";
import { CONCURRENCY } from "../setup.js";

const SIZES = [1000, 10_000, 100_000];
const FLAT = 1.3;
/** Hosts that are read before any is measured, so that the code is as warm for short lists as for long ones. */
const WARM_UP = 1_500_000;

export const costPerHost: Row = {
  name: "cost",
  async measure(runs) {
    const ours: number[] = [];
    const floor: number[] = [];
    let peakMb = NaN;
    for (const hosts of SIZES) {
      const server = await PageServer.start(hosts);
      const provider = await ProviderSide.start(server.url);
      const raw = await Side.start("rawFetch", [server.url, hosts, CONCURRENCY, "throw away"]);
      const readyMade = await ProviderSide.readyMade(await provider.invoke());
      const sides = [provider, raw, readyMade];
      for (let read = 0; read < WARM_UP; read += hosts) for (const side of sides) await side.run();
      // Of some milliseconds each, a few would tell little.
      const enough = Math.max(runs, Math.ceil(500_000 / hosts));
      const [oursMs = NaN, rawMs = NaN, readyMs = NaN] = await sideBySide(sides, enough);
      ours.push((oursMs / hosts) * 1000);
      floor.push(((rawMs + readyMs) / hosts) * 1000);
      peakMb = provider.peakMb;
      for (const each of [...sides, server]) await each.stop();
    }
    const sizes = SIZES.map((size) => size.toLocaleString("en")).join(", ");
    return [
      {
        ...line(`microseconds a server at ${sizes} servers; the most over the least`, ours),
        toReach: `≤ ${FLAT} ×`,
        reached: spread(ours) <= FLAT,
        memory: inMb(peakMb),
      },
      line("the same for a raw fetch, then Invoke of a ready-made provider", floor),
    ];
  },
};

const spread = (costs: readonly number[]) => Math.max(...costs) / Math.min(...costs);

function line(what: string, costs: readonly number[]): Line {
  return {
    what,
    ours: costs.map((cost) => cost.toFixed(1)).join(", "),
    other: "",
    ratio: times(spread(costs)),
    toReach: "",
    memory: "",
  };
}
