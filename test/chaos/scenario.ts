import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host } from "../../src/emulator/hss/host.js";
import type { FaultKind } from "./fault.js";
import { addresses } from "./addresses.js";
import { connectionFaults } from "./connectionFaults.js";
import { fleetFaults } from "./fleetFaults.js";
import { garbledFaults } from "./garbledFaults.js";
import { harmlessFaults } from "./harmlessFaults.js";
import { listFaults } from "./listFaults.js";
import { refusalFaults } from "./refusalFaults.js";

/** What one scan is put through; all of it follows from its seed. */
export interface Scenario {
  fleet: Host[];
  pageCap: number;
  /** Instead of the emulator, by its name in `addresses`. */
  address: string | undefined;
  kinds: readonly FaultKind[];
  /** Most strikes of a fault that is not lasting. */
  mostStrikes: number;
  args: { offset?: number; limit?: number; imageName?: string };
  configuration: Record<string, unknown>;
}

const FLEET = createFleet(2400, 11);
const SIZES = [0, 1, 2, 17, 199, 200, 201, 450, 1200, 2400];
const LEAST_FOR_LISTS = 10;
const MOST_PAGES = 40;

const groups = [connectionFaults, garbledFaults, refusalFaults, harmlessFaults, fleetFaults, listFaults];

const credentials = [
  { token: "emulated-token" },
  { token: undefined, accessKey: "EMULATEDACCESSKEY001", secretKey: "emulated-secret-key-0000000000000000001" },
  {
    token: undefined,
    accessKey: "EMULATEDACCESSKEY003",
    secretKey: "emulated-secret-key-0000000000000000003",
    securityToken: "emulated-security-token",
  },
];

export function createScenario(random: () => number): Scenario {
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const pick = <T>(list: readonly T[]) => list[whole(0, list.length - 1)] as T;

  const address = random() < 0.03 ? pick(Object.keys(addresses)) : undefined;
  const kinds = address === undefined ? chooseKinds(random, whole(1, 4)) : [];
  const hangs = kinds.some((kind) => kind.hangs);
  const wholeList = kinds.some((kind) => kind.wholeList);
  const pageCap = pick([7, 50, 200, 1000]);
  const pageSize = pick([10, 50, 200, 200, 200, 120]);
  const size = Math.min(pick(SIZES), (Math.min(pageCap, pageSize) - 1) * MOST_PAGES);

  const args: Scenario["args"] = {};
  if (!wholeList && random() < 0.2) args.offset = whole(0, size);
  if (!wholeList && random() < 0.2) args.limit = whole(1, 600);
  if (!wholeList && random() < 0.2) args.imageName = pick(["nginx", "orders", "log4j-demo", "not-deployed"]);
  return {
    fleet: FLEET.slice(0, wholeList ? Math.max(size, LEAST_FOR_LISTS) : size),
    pageCap,
    address,
    kinds,
    mostStrikes: pick([1, 2, 2, 6]),
    args,
    configuration: {
      ...pick(credentials),
      ...(random() < 0.15 ? { projectId: undefined } : {}),
      pageSize,
      maxConcurrency: pick([1, 2, 5, 16]),
      maxRetries: hangs ? whole(4, 8) : whole(0, 8),
      requestTimeout: hangs ? "250ms" : "30s",
      // Waits take no real time, and are not what is tried here.
      scanTimeout: "1h",
      onDrift: random() < 0.15 ? "warn" : "error",
    },
  };
}

/** One lie about the list at most: two could cancel each other out. */
function chooseKinds(random: () => number, count: number): FaultKind[] {
  const chosen = new Set<FaultKind>();
  const lies = new Set(listFaults);
  for (let turn = 0; turn < count; turn++) {
    const group = (groups[Math.floor(random() * groups.length)] ?? []).filter(
      (kind) => !lies.has(kind) || ![...chosen].some((other) => lies.has(other)),
    );
    const kind = weighted(group, random);
    if (kind) chosen.add(kind);
  }
  // The first to strike is the last to handle the answer.
  return [...chosen].sort((a, b) => Number(b.finishing ?? false) - Number(a.finishing ?? false));
}

function weighted(kinds: readonly FaultKind[], random: () => number): FaultKind | undefined {
  let left = random() * kinds.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return kinds.find(({ weight = 1 }) => (left -= weight) < 0);
}
