import { createContext } from "../../src/provider/createContext.js";
import { configuration } from "../../src/provider/configuration.js";
import { startEmulator } from "../../src/emulator/emulator.js";
import type { Host } from "../../src/emulator/hss/host.js";
import { seededRandom } from "../../src/emulator/hss/seededRandom.js";
import { getLocalImageHosts } from "../../src/functions/getLocalImageHosts.js";
import { createDispatcher } from "../../src/http/createDispatcher.js";
import { Redactor } from "../../src/http/redactor.js";
import { resolveConfiguration } from "../../src/plugin/resolveConfiguration.js";
import { emulated } from "../support/emulated.js";
import { VirtualClock } from "../support/virtualClock.js";
import { addresses } from "./addresses.js";
import { arm, type ArmedFault } from "./fault.js";
import { createScenario, type Scenario } from "./scenario.js";
import { openSockets, socketsLeft } from "./socketsLeft.js";

export interface Result {
  totalNum: number;
  hosts: Record<string, string>[];
}

/** What one scan was put through, and how it ended. */
export interface Ended {
  scenario: Scenario;
  faults: readonly ArmedFault[];
  /** Every state that the fleet was in. */
  fleets: readonly (readonly Host[])[];
  result: Result | undefined;
  error: unknown;
  warnings: readonly string[];
  requests: number;
  wallMs: number;
  socketsLeft: number;
}

/** Puts one scan through what its seed says. */
export async function runScan(seed: number): Promise<Ended> {
  const random = seededRandom(seed);
  const scenario = createScenario(random);
  const { fleet, pageCap, kinds, mostStrikes, args } = scenario;
  const socketsBefore = openSockets();
  const clock = new VirtualClock(Date.now());
  const emulator = await startEmulator({ fleet, pageCap, now: () => clock.now() });
  const address = scenario.address === undefined ? undefined : await addresses[scenario.address]?.(emulator);
  const faults = kinds.map((kind) => arm(kind, { emulator, random }, mostStrikes));
  const fleets: (readonly Host[])[] = [emulator.fleet];
  emulator.intercept = (exchange) => {
    const answered = faults.some((fault) => fault.strike(exchange));
    if (fleets.at(-1) !== emulator.fleet) fleets.push(emulator.fleet);
    return answered;
  };

  const given = emulated(emulator, {
    ...scenario.configuration,
    ...(address ? { endpoint: address.endpoint, projectId: "any" } : {}),
  });
  const dispatchers: { destroy(): Promise<void> }[] = [];
  const context = createContext(resolveConfiguration(configuration, given, {}), {
    createDispatcher: (options) => {
      const dispatcher = address?.dispatcher?.() ?? createDispatcher(options);
      dispatchers.push(dispatcher);
      return dispatcher;
    },
    redactor: new Redactor(),
    clock,
    homeDirectory: "/nonexistent",
    random: () => 1,
  });

  const warnings: string[] = [];
  const started = performance.now();
  let result: Result | undefined;
  let error: unknown;
  try {
    const { signal } = new AbortController();
    const call = {
      signal,
      status: () => undefined,
      info: () => undefined,
      warn: (message: string) => warnings.push(message),
    };
    result = (await getLocalImageHosts.run(args as never, context, call)) as Result;
  } catch (thrown) {
    error = thrown;
  }
  const wallMs = performance.now() - started;
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.destroy()));
  const left = await socketsLeft(socketsBefore);
  const requests = emulator.requests.length;
  await Promise.all([emulator.close(), address?.close()]);
  return { scenario, faults, fleets, result, error, warnings, requests, wallMs, socketsLeft: left };
}
