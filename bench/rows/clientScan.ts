import { PageServer, Side } from "../child.js";
import { inMb, inMs, type Row } from "../row.js";

const HOSTS = 100_000;

/** Its memory is what counts; the time is of one reading. */
export const clientScan: Row = {
  name: "client",
  async measure() {
    const server = await PageServer.start(HOSTS);
    const client = await Side.start("clientScan", [server.url, HOSTS]);
    const ms = await client.run();
    await client.stop();
    await server.stop();
    return [
      {
        what: "100,000 servers page by page with the client: peak memory",
        ours: inMb(client.peakMb),
        other: "",
        ratio: "",
        toReach: "",
        memory: `in ${inMs(ms)}`,
      },
    ];
  },
};
