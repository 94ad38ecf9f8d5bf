import { isDeepStrictEqual } from "node:util";
import { HssError } from "../../src/errors/hssError.js";
import { asResult } from "../support/asResult.js";
import { SECRETS } from "../support/emulated.js";
import { RefusedCall } from "./callProcess.js";
import type { ArmedFault } from "./fault.js";
import type { Ended, Result } from "./runScan.js";

const TIME_LIMIT_MS = 35_000;
const READINGS_AGAIN = 2;
/** Requests that a busy machine may let run into a short requestTimeout. */
const SPARE = 2;

/** What a scan may end in, by the faults that struck it. */
interface Allowed {
  exact: boolean;
  errors: ReadonlySet<string>;
}

/** Names how the scan ended, and what is wrong with that. */
export function judge(ended: Ended): { outcome: string; violations: string[] } {
  const { result, error, warnings, wallMs, socketsLeft } = ended;
  const violations: string[] = [];
  const { exact, errors } = allowed(ended);
  let outcome: string;
  if (result && warnings.length > 0) {
    outcome = "warned";
    if (!errors.has("DriftError")) violations.push(`warned without a reason: ${warnings.join()}`);
    violations.push(...strangers(result, ended));
  } else if (result) {
    outcome = "exact";
    if (!exact) violations.push(`ended as if exact, with ${result.hosts.length} hosts`);
    violations.push(...inexact(result, ended));
  } else {
    outcome = error instanceof Error ? error.name : String(error);
    const message = error instanceof Error ? error.message : "";
    const isOurs = error instanceof HssError || error instanceof RefusedCall;
    if (!isOurs) violations.push(`ended in no error of ours: ${(error as Error).stack ?? outcome}`);
    else if (!errors.has(outcome)) violations.push(`must not end in ${outcome}: ${message}`);
  }
  const printed = [...warnings, error instanceof Error ? error.message : ""].join("\n");
  for (const secret of SECRETS) if (printed.includes(secret)) violations.push(`shows ${secret}: ${printed}`);
  if (wallMs > TIME_LIMIT_MS) violations.push(`took ${Math.round(wallMs)} ms`);
  if (ended.outlived) violations.push("the process outlived its engine");
  if (socketsLeft > 0) violations.push(`left ${socketsLeft} sockets open`);
  return { outcome, violations };
}

function allowed({ scenario, faults }: Ended): Allowed {
  if (scenario.address !== undefined) return { exact: false, errors: new Set(["NetworkError"]) };
  const struck = faults.filter((fault) => fault.struck > 0);
  if (struck.some(neverExact)) return { exact: false, errors: new Set(struck.flatMap(({ kind }) => kind.errors)) };
  return { exact: true, errors: mustBeExact(scenario, struck) ? new Set() : mayFail(scenario, struck) };
}

function neverExact({ kind: { nature, sure }, lasting }: ArmedFault): boolean {
  return nature === "fatal" || (lasting && (nature === "patient" || nature === "brief" || sure === true));
}

function mustBeExact({ configuration, kinds }: Ended["scenario"], struck: readonly ArmedFault[]): boolean {
  const sum = (...natures: string[]) =>
    struck
      .filter(({ kind }) => natures.includes(kind.nature))
      .reduce((total, fault) => total + fault.struck * (fault.kind.cost ?? 1), 0);
  const spare = kinds.some(({ hangs }) => hangs) ? SPARE : 0;
  const again = sum("patient", "brief") + spare;
  const most = Math.min(Number(configuration.maxRetries), sum("brief") > 0 ? READINGS_AGAIN : Infinity);
  return sum("unsure") === 0 && sum("drift") <= READINGS_AGAIN && again <= most;
}

function mayFail({ kinds }: Ended["scenario"], struck: readonly ArmedFault[]): Set<string> {
  const errors = struck.flatMap(({ kind }) => kind.errors);
  return new Set(kinds.some(({ hangs }) => hangs) ? [...errors, "NetworkError"] : errors);
}

function inexact(result: Result, { fleets, scenario: { args } }: Ended): string[] {
  const { offset = 0, limit = Infinity, imageName } = args;
  const lists = fleets.map((fleet) =>
    fleet.filter(({ images }) => imageName === undefined || images.some(({ name }) => name === imageName)),
  );
  const violations: string[] = [];
  if (!lists.some((list) => list.length === result.totalNum)) violations.push(`totalNum is ${result.totalNum}`);
  const [only = []] = lists;
  if (lists.length === 1) {
    const expected = only.slice(offset, offset + limit).map(asResult);
    if (!isDeepStrictEqual(result.hosts, expected))
      violations.push(`${result.hosts.length} hosts are not the ${expected.length} that there are`);
    return violations;
  }
  const given = new Set(result.hosts.map(({ hostId }) => hostId));
  const lasting = only.filter((host) => lists.every((list) => list.includes(host)));
  const missing = lasting.filter(({ row }) => !given.has(row.host_id)).length;
  if (missing > 0) violations.push(`${missing} of ${lasting.length} hosts that were there throughout are missing`);
  return violations;
}

/** Rows that the list never had. Rows may come twice: HSS may list a server twice, and nobody can tell which of the two it was. */
function strangers({ hosts }: Result, { fleets }: Ended): string[] {
  const ever = new Set(fleets.flat().map((host) => JSON.stringify(asResult(host))));
  const unknown = hosts.filter((host) => !ever.has(JSON.stringify(host))).length;
  return unknown > 0 ? [`${unknown} rows were never in the list`] : [];
}
