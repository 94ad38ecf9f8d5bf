import type { Emulator } from "../../src/emulator/emulator.js";
import type { Exchange } from "../../src/emulator/server/exchange.js";

/**
 * How a scan takes a fault:
 * - `harmless`: the scan ends exact, however often it strikes;
 * - `patient`, `brief`: the request is sent again, up to maxRetries times or twice;
 * - `drift`: the list is read again, twice at most; without end it may also fail to be noticed, unless it is `sure`;
 * - `fatal`: no scan that it strikes ends exact;
 * - `unsure`: exact or an error, by chance.
 */
export type Nature = "harmless" | "patient" | "brief" | "drift" | "fatal" | "unsure";

export interface World {
  emulator: Emulator;
  random: () => number;
}

/** The strikes that a fault has left. One is taken before each strike. */
export interface Tally {
  /** Gives back the one that was taken: there was nothing to break, or not yet. */
  release(): void;
  /** Takes one again; false when there is none left. */
  take(): boolean;
}

/** Breaks one exchange. Returns true when it has answered, or broken the connection, itself. */
export type Strike = (exchange: Exchange, world: World, tally: Tally) => boolean;

export interface FaultKind {
  name: string;
  nature: Nature;
  /** The errors that a scan may end in on its account. */
  errors: readonly string[];
  strike: Strike;
  /** How often it is chosen, beside 1 for the others. */
  weight?: number;
  /** Requests that one strike may spoil, when that is more than one. */
  cost?: number;
  /** False for what never strikes without end. */
  lasting?: boolean;
  /** Of a drift: no scan that it strikes without end is exact. */
  sure?: boolean;
  /** Speaks of the list as a whole, so that no result for a window of it could be judged. */
  wholeList?: boolean;
  /** Handles an answer after all other faults: none could take apart what it makes, or would see it at all. */
  finishing?: boolean;
  /** Leaves a request without an end, so that requestTimeout has to be short. */
  hangs?: boolean;
}

export interface ArmedFault {
  readonly kind: FaultKind;
  /** Whether it strikes every request from some point on. */
  readonly lasting: boolean;
  /** Exchanges that it has broken so far. */
  readonly struck: number;
  strike(exchange: Exchange): boolean;
}

/** Makes ready one fault of a kind, which begins after some requests and strikes once, a few times or for ever. */
export function arm(kind: FaultKind, world: World, mostStrikes: number): ArmedFault {
  const { random } = world;
  const lasting = kind.nature === "fatal" || (kind.lasting !== false && random() < 0.15);
  const from = random() < 0.6 ? 0 : Math.floor(random() * 6);
  let left = lasting ? Infinity : 1 + Math.floor(random() * mostStrikes);
  let seen = 0;
  let struck = 0;
  const tally: Tally = {
    release() {
      left++;
      struck--;
    },
    take() {
      if (left <= 0) return false;
      left--;
      struck++;
      return true;
    },
  };
  return {
    kind,
    lasting,
    get struck() {
      return struck;
    },
    strike(exchange) {
      if (seen++ < from || left <= 0 || (!lasting && random() < 0.3)) return false;
      tally.take();
      return kind.strike(exchange, world, tally);
    },
  };
}

/** Whether the request asks for a page, rather than for a project's ID. */
export function asksForPage({ path }: Exchange): boolean {
  return path.startsWith("/v5/");
}
