import { PageServer } from "../child.js";
import { cpuMs } from "../cpuTime.js";
import { ProviderSide } from "../providerSide.js";
import { inMb, inMs, type Line, type Row } from "../row.js";

const WITHOUT_OCSF = ["json", "csv", "markdown", "junit", "sarif", "html"];

/** One rule that every server violates, with all these reports in one call of a new provider. */
const CASES = [
  { hosts: 10_000, formats: [...WITHOUT_OCSF, "ocsf"], mostMs: 3000, mostMb: 250 },
  { hosts: 50_000, formats: WITHOUT_OCSF, mostMs: undefined, mostMb: 600 },
];

export const reports: Row = {
  name: "reports",
  async measure() {
    const lines: Line[] = [];
    for (const { hosts, formats, mostMs, mostMb } of CASES) {
      const server = await PageServer.start(hosts);
      const ours = await ProviderSide.start(server.url, { requestsPerMinute: "100000" });
      const rules = [{ name: "no-image", severity: "high", effect: "deny", image: { name: "image" } }];
      const before = cpuMs(ours.pid ?? NaN);
      // The page server has no images, so `exact` does not work here.
      const answer = await ours.invoke("getLocalImageCompliance", { rules, reports: formats, imageMatch: "server" });
      const took = cpuMs(ours.pid ?? NaN) - before;
      const { peakMb } = ours;
      await ours.stop();
      await server.stop();
      lines.push({
        what: `${formats.length} reports about ${hosts.toLocaleString("en-US")} violations, with the scan: CPU`,
        ours: inMs(took),
        other: `${inMb(answer.length / 2 ** 20)} answer`,
        ratio: "",
        toReach: [...(mostMs === undefined ? [] : [`≤ ${mostMs} ms`]), `≤ ${mostMb} MB`].join(", "),
        reached: took <= (mostMs ?? Infinity) && peakMb <= mostMb,
        memory: inMb(peakMb),
      });
    }
    return lines;
  },
};
