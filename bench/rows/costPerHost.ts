import { PageServer } from "../child.js";
import { sideBySide } from "../measure.js";
import { ProviderSide } from "../providerSide.js";
import { inMb, times, type Row } from "../row.js";

const SIZES = [1000, 10_000, 100_000, 300_000];
const FLAT = 1.3;

export const costPerHost: Row = {
  name: "cost",
  async measure(runs) {
    const costs: number[] = [];
    let peakMb = NaN;
    for (const hosts of SIZES) {
      const server = await PageServer.start(hosts);
      const ours = await ProviderSide.start(server.url);
      // Small lists are read more often, until the code is as warm as it is for large ones.
      for (let warmUp = 0; warmUp < 300_000 / hosts; warmUp++) await ours.run();
      const [ms = NaN] = await sideBySide([ours], runs);
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
