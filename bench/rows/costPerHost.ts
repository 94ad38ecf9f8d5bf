import { PageServer } from "../child.js";
import { sideBySide } from "../measure.js";
import { ProviderSide } from "../providerSide.js";
import { inMb, times, type Row } from "../row.js";

const SIZES = [1000, 10_000, 100_000, 300_000];
const FLAT = 1.3;
/** Hosts that are read before any is measured, so that the code is as warm for short lists as for long ones. */
const WARM_UP = 1_500_000;

export const costPerHost: Row = {
  name: "cost",
  async measure(runs) {
    const costs: number[] = [];
    let peakMb = NaN;
    for (const hosts of SIZES) {
      const server = await PageServer.start(hosts);
      const ours = await ProviderSide.start(server.url);
      for (let read = 0; read < WARM_UP; read += hosts) await ours.run();
      // Of some milliseconds each, a few would tell little.
      const [ms = NaN] = await sideBySide([ours], Math.max(runs, Math.ceil(100_000 / hosts)));
      costs.push((ms / hosts) * 1000);
      peakMb = ours.peakMb;
      await ours.stop();
      await server.stop();
    }
    const growth = Math.max(...costs) / Math.min(...costs);
    return [
      {
        what: `microseconds a host at ${SIZES.map((size) => size.toLocaleString("en")).join(", ")} hosts; the most over the least`,
        ours: costs.map((cost) => cost.toFixed(1)).join(", "),
        other: "",
        ratio: times(growth),
        toReach: `≤ ${FLAT} ×`,
        reached: growth <= FLAT,
        memory: inMb(peakMb),
      },
    ];
  },
};
