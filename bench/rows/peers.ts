import { PageServer, Side } from "../child.js";
import { sideBySide } from "../measure.js";
import { ProviderSide } from "../providerSide.js";
import { inMb, inMs, times, type Row } from "../row.js";

const HOSTS = 10_000;
const LATENCY_MS = 50;

/** Those who read one page after another. They are spared the RPC that ours includes. */
export const peers: Row = {
  name: "peers",
  async measure(runs) {
    const server = await PageServer.start(HOSTS, LATENCY_MS);
    const ours = await ProviderSide.start(server.url);
    const sequential = await Side.start("sequential", [server.url]);
    const vendor = await Side.start("vendorSdk", [server.url]);
    const [oursMs = NaN, ...others] = await sideBySide([ours, sequential, vendor], runs);
    const lines = (["plain sequential reader", "vendor SDK's client"] as const).map((name, index) => {
      const theirsMs = others[index] ?? NaN;
      return {
        what: `10,000 servers at ${LATENCY_MS} ms a request, ${name} over our Invoke`,
        ours: inMs(oursMs),
        other: inMs(theirsMs),
        ratio: times(theirsMs / oursMs),
        toReach: "≥ 7 ×",
        reached: theirsMs / oursMs >= 7,
        memory: `${inMb(ours.peakMb)}, ${inMb(index === 0 ? sequential.peakMb : vendor.peakMb)}`,
      };
    });
    for (const each of [ours, sequential, vendor, server]) await each.stop();
    return lines;
  },
};
