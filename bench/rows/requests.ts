import { PageServer } from "../child.js";
import { ProviderSide } from "../providerSide.js";
import type { Line, Row } from "../row.js";

const HOSTS = 10_000;
const CALLERS = 10;

export const requests: Row = {
  name: "requests",
  async measure() {
    const server = await PageServer.start(HOSTS);
    const lines: Line[] = [];
    const line = (what: string, ours: number, plain: number, expected: number) => {
      const toReach = String(expected);
      const ratio = (ours / plain).toFixed(2);
      lines.push({
        what,
        ours: String(ours),
        other: String(plain),
        ratio,
        toReach,
        reached: ours === expected,
        memory: "",
      });
    };
    const plain = HOSTS / 200 + 1;
    const withSeams = 1 + Math.ceil((HOSTS - 200) / 199);
    for (const consistency of ["seams", "count"]) {
      const ours = await ProviderSide.start(server.url, { consistency });
      await ours.invoke();
      const expected = consistency === "seams" ? withSeams : HOSTS / 200;
      line(
        `requests for 10,000 servers with ${consistency}, beside the plain reader's`,
        await server.requests(),
        plain,
        expected,
      );
      await ours.stop();
    }
    const ours = await ProviderSide.start(server.url);
    await Promise.all(Array.from({ length: CALLERS }, () => ours.invoke()));
    const made = await server.requests();
    line("scans for ten identical calls at once", made / withSeams, CALLERS, 1);
    await ours.stop();
    await server.stop();
    return lines;
  },
};
