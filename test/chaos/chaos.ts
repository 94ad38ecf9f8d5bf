import { judge } from "./verdict.js";
import { runScan, type Ended } from "./runScan.js";

/** How scans ended, by the faults that struck them. */
export interface Tally {
  scans: number;
  requests: number;
  wallMs: number;
  /** Scans by fault, then by outcome; "all" counts each scan once. */
  outcomes: Map<string, Map<string, number>>;
  violations: string[];
}

export const ALL = "all";
export const NO_FAULT = "none that struck";

/** Runs scans with the seeds from `seed` on, one at a time: each answers for its own sockets and rejections. */
export async function chaos(
  seed: number,
  scans: number,
  onScan: (done: number) => void = () => undefined,
): Promise<Tally> {
  const started = performance.now();
  const tally: Tally = { scans, requests: 0, wallMs: 0, outcomes: new Map(), violations: [] };
  const rejections: unknown[] = [];
  const collect = (reason: unknown) => rejections.push(reason);
  process.on("unhandledRejection", collect);
  try {
    for (let scan = 0; scan < scans; scan++) {
      const ended = await runScan(seed + scan);
      const { outcome, violations } = judge(ended);
      for (const reason of rejections.splice(0)) violations.push(`a rejection that nobody handles: ${String(reason)}`);
      tally.requests += ended.requests;
      for (const fault of [ALL, ...namesOf(ended)]) {
        const outcomes = tally.outcomes.get(fault) ?? new Map<string, number>();
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        tally.outcomes.set(fault, outcomes);
      }
      for (const violation of violations)
        tally.violations.push(`--seed ${seed + scan} --scans 1 (${describe(ended)}): ${violation}`);
      onScan(scan + 1);
    }
  } finally {
    process.off("unhandledRejection", collect);
  }
  tally.wallMs = performance.now() - started;
  return tally;
}

function namesOf({ scenario: { address }, faults }: Ended): string[] {
  if (address !== undefined) return [address];
  const struck = faults.filter((fault) => fault.struck > 0).map(({ kind }) => kind.name);
  return struck.length > 0 ? struck : [NO_FAULT];
}

function describe({ scenario, faults }: Ended): string {
  const parts = faults.map(({ kind, struck, lasting }) => `${kind.name} ×${struck}${lasting ? " lasting" : ""}`);
  const { fleet, pageCap, args, configuration } = scenario;
  const { pageSize, maxConcurrency, maxRetries, onDrift } = configuration;
  const settings = { hosts: fleet.length, pageCap, pageSize, maxConcurrency, maxRetries, onDrift, ...args };
  return `${[scenario.address, scenario.asProcess && "as a process", ...parts].filter(Boolean).join(", ")}; ${JSON.stringify(settings)}`;
}
