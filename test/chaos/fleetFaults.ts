import { createFleet } from "../../src/emulator/hss/createFleet.js";
import type { Host } from "../../src/emulator/hss/host.js";
import { asksForPage, type FaultKind, type Tally, type World } from "./fault.js";

type Change = (fleet: Host[], at: (length: number) => number, newHost: () => Host) => void;

const remove: Change = (fleet, at) => fleet.splice(at(fleet.length), 1);
const insert: Change = (fleet, at, newHost) => fleet.splice(at(fleet.length + 1), 0, newHost());
const replace: Change = (fleet, at, newHost) => {
  remove(fleet, at, newHost);
  insert(fleet, at, newHost);
};
const swap: Change = (fleet, at) => {
  const [one, other] = [at(fleet.length), at(fleet.length)];
  [fleet[one], fleet[other]] = [fleet[other] as Host, fleet[one] as Host];
};

const LEAST = 5;

function changing(name: string, change: Change): FaultKind {
  const strike = ({ emulator, random }: World, tally: Tally) => {
    const fleet = [...emulator.fleet];
    if (fleet.length < LEAST) {
      tally.release();
      return;
    }
    change(
      fleet,
      (length) => Math.floor(random() * length),
      () => createFleet(1, random() * 2 ** 32)[0] as Host,
    );
    emulator.fleet = fleet;
  };
  return {
    name,
    nature: "drift",
    errors: ["DriftError"],
    weight: 2,
    wholeList: true,
    strike(exchange, world, tally) {
      if (asksForPage(exchange)) strike(world, tally);
      else tally.release();
      return false;
    },
  };
}

/** Servers come and go between any two pages. */
export const fleetFaults: readonly FaultKind[] = [
  changing("a host goes", remove),
  changing("a host comes", insert),
  changing("a host goes, another comes", replace),
  changing("two hosts change places", swap),
];
