import { readFileSync } from "node:fs";
import { PageServer } from "../child.js";
import { median } from "../measure.js";
import { ProviderSide } from "../providerSide.js";
import { inMs, times, type Row } from "../row.js";

const HOSTS = 10_000;
const MOST_MS = 300;
const MOST_RATIO = 1.1;

/** The CPU that a provider which was just started takes for its first call, with rows as documented and with an unknown list in each. */
export const firstCall: Row = {
  name: "first",
  async measure(runs) {
    const servers = [await PageServer.start(HOSTS), await PageServer.start(HOSTS, 0, "pageServer", ["unknown list"])];
    const taken = servers.map((): number[] => []);
    for (let run = 0; run < runs * 2; run++) {
      for (const [index, { url }] of servers.entries()) taken[index]?.push(await cpuOfFirstCall(url));
    }
    for (const server of servers) await server.stop();
    const [plain = NaN, unknown = NaN] = taken.map(median);
    const line = { other: "", memory: "" };
    return [
      {
        ...line,
        what: "CPU of a cold provider's first call, 10,000 servers",
        ours: inMs(plain),
        ratio: "",
        toReach: `≤ ${MOST_MS} ms`,
        reached: plain <= MOST_MS,
      },
      {
        ...line,
        what: "the same with an unknown list in each row, over the same without",
        ours: inMs(unknown),
        other: inMs(plain),
        ratio: times(unknown / plain),
        toReach: `≤ ${MOST_RATIO} ×`,
        reached: unknown / plain <= MOST_RATIO,
      },
    ];
  },
};

async function cpuOfFirstCall(url: string): Promise<number> {
  const provider = await ProviderSide.start(url);
  const before = cpuMs(provider.pid);
  await provider.invoke();
  const after = cpuMs(provider.pid);
  await provider.stop();
  return after - before;
}

/** Milliseconds of CPU that a process has taken, by ticks of 10 ms; NaN where the system does not tell. */
function cpuMs(pid: number | undefined): number {
  try {
    const fields =
      readFileSync(`/proc/${pid ?? 0}/stat`, "utf8")
        .split(") ")[1]
        ?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return NaN;
  }
}
