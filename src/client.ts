import { homedir } from "node:os";
import type { Dispatcher } from "undici";
import type { z } from "zod";
import { configuration } from "./provider/configuration.js";
import { createContext } from "./provider/createContext.js";
import { recordFleet, recordFleetArguments } from "./functions/recordFleet.js";
import { getLocalImageCompliance } from "./functions/getLocalImageCompliance.js";
import { listFunctions } from "./functions/listFunctions.js";
import { ExactImageList } from "./hss/exactImageList.js";
import type { FilterValues, ListOperation } from "./hss/listOperation.js";
import type { Consistency } from "./hss/pageScan.js";
import type { fleet } from "./fleet/fleet.js";
import { systemClock } from "./async/clock.js";
import { LinkedAbort } from "./async/linkedAbort.js";
import { CancelledError } from "./errors/cancelledError.js";
import { ConfigError } from "./errors/configError.js";
import { createDispatcher } from "./http/createDispatcher.js";
import { Redactor } from "./http/redactor.js";
import type { Call } from "./plugin/packageDefinition.js";
import { invalidArguments } from "./plugin/invalidArguments.js";
import { resolveConfiguration } from "./plugin/resolveConfiguration.js";
import { validate } from "./plugin/validate.js";

export type Fleet = z.input<typeof fleet>;

export type RecordFleetArgs = z.input<typeof recordFleetArguments>;

export type ClientConfiguration = z.input<typeof configuration>;

type Environment = Readonly<Record<string, string | undefined>>;

export interface ClientOptions {
  /** Environment variables for keys that the configuration does not set, such as `process.env`. By default, none are read. */
  env?: Environment | undefined;
}

export interface ScanOptions {
  signal?: AbortSignal | undefined;
  /** Called with the images that `imageMatch` `exact` cannot distinguish from others: see `unverifiedImages` in the function's result. */
  onUnverifiedImages?: ((images: readonly string[]) => void) | undefined;
}

export type LocalImageComplianceArgs = z.input<typeof getLocalImageCompliance.input>;
export type LocalImageCompliance = z.output<typeof getLocalImageCompliance.output>;

export interface ComplianceOptions {
  signal?: AbortSignal | undefined;
  /** Called with each warning: violations with `enforce` `warn`, and lists that may be inexact, which the result's metadata names, too. */
  onWarning?: ((message: string) => void) | undefined;
}

type Lists = typeof listFunctions;
type RowOf<List> = List extends { operation: ListOperation<infer Row> } ? Row : never;

/**
 * Asks HSS without Pulumi, for lists that are too long for one message or for memory. There is a method for each list: for
 * example, `localImageHosts` takes the arguments of `getLocalImageHosts` and returns its rows, page by page, in the order of HSS.
 * A list that changes while it is read fails with a DriftError. Leaving the loop stops the requests in flight.
 */
export type Client = {
  [Name in keyof Lists as Name extends `get${infer List}` ? Uncapitalize<List> : never]: (
    args?: z.input<Lists[Name]["input"]>,
    options?: ScanOptions,
  ) => AsyncGenerator<readonly RowOf<Lists[Name]>[]>;
} & {
  /**
   * Records the images, servers and containers of one scope, for tests with `pulumi-huaweicloud-hss/testing` and for the emulator.
   * It reads two lists, and up to two for each image.
   */
  recordFleet(args?: RecordFleetArgs, options?: ScanOptions): Promise<Fleet>;
  /** Checks servers against rules, as `getLocalImageCompliance` does, with the same arguments and result. `scanTimeout` limits the call. */
  localImageCompliance(args: LocalImageComplianceArgs, options?: ComplianceOptions): Promise<LocalImageCompliance>;
  /** Closes the connections. It ends the calls under way, and a later call is an error. */
  close(): Promise<void>;
};

/** @param given the provider's configuration, key by key. */
export function createClient(given: ClientConfiguration, { env = {} }: ClientOptions = {}): Client {
  const dispatchers: Dispatcher[] = [];
  const closed = new LinkedAbort();
  const configured = resolveConfiguration(configuration, given, env);
  const context = createContext(configured, {
    createDispatcher: (options) => {
      const dispatcher = createDispatcher({ ...options, env });
      dispatchers.push(dispatcher);
      return dispatcher;
    },
    redactor: new Redactor(),
    clock: systemClock,
    random: Math.random,
    homeDirectory: homedir(),
    metadataAddress: env.HW_METADATA_ENDPOINT,
  });
  const ensureOpen = () => {
    if (!closed.signal.aborted) return;
    const advice = "Make another one with createClient, or close it after the last call.";
    throw new ConfigError("", "The client is closed.", advice);
  };
  const methodOf = ({ input, operation }: AnyList) =>
    function (args: object = {}, { signal = new AbortController().signal, onUnverifiedImages }: ScanOptions = {}) {
      const { region, projectId, consistency, offset, limit, imageMatch, ...filters } = checked(
        input,
        args,
      ) as ListArguments;
      const request = { region, projectId, consistency, offset, limit, filters };
      ensureOpen();
      return untilAborted([signal, closed.signal], (linked) =>
        imageMatch === "exact"
          ? new ExactImageList(context.hss, operation, request, new Map(), { signal: linked }).pages(onUnverifiedImages)
          : context.hss.pages(operation, request, { signal: linked }),
      );
    };
  const methods = Object.entries<AnyList>(listFunctions).map(([name, list]) => [methodName(name), methodOf(list)]);
  return {
    ...(Object.fromEntries(methods) as Client),
    async recordFleet(args = {}, { signal = new AbortController().signal, onUnverifiedImages } = {}) {
      const { enterpriseProjectId, ...wanted } = checked(recordFleetArguments, args) as RecordFleetArgs;
      ensureOpen();
      using abort = new LinkedAbort(signal, closed.signal);
      const { region, projectId } = await context.callers.resolve(wanted, abort.signal);
      const scope = {
        ...wanted,
        region,
        projectId,
        enterpriseProjectId: enterpriseProjectId ?? configured.values.enterpriseProjectId ?? "0",
      };
      return await recordFleet(context.hss, scope, abort.signal, onUnverifiedImages);
    },
    async localImageCompliance(args, { signal = new AbortController().signal, onWarning } = {}) {
      const { input } = getLocalImageCompliance;
      const values = checked(input, args) as z.output<typeof input>;
      ensureOpen();
      using abort = new LinkedAbort(signal, closed.signal);
      const call: Call = {
        signal: abort.signal,
        status: ignore,
        info: ignore,
        warn: onWarning ?? ignore,
      };
      return await getLocalImageCompliance.run(values, context, call);
    },
    async close() {
      closed.abort(new CancelledError("by close()"));
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.destroy()));
    },
  };
}

const ignore = () => undefined;

/** Reads pages until one of the signals is aborted. */
async function* untilAborted<Page>(
  signals: readonly AbortSignal[],
  pages: (signal: AbortSignal) => AsyncGenerator<Page>,
): AsyncGenerator<Page> {
  using abort = new LinkedAbort(...signals);
  yield* pages(abort.signal);
}

/** `localImageHosts` for `getLocalImageHosts`. */
function methodName(functionName: string): string {
  return functionName.replace(/^get(.)/, (_, initial: string) => initial.toLowerCase());
}

interface AnyList {
  input: z.ZodObject;
  operation: ListOperation<unknown>;
}

interface ListArguments extends FilterValues {
  region?: string;
  projectId?: string;
  consistency?: Consistency;
  offset?: number;
  limit?: number;
}

function checked(input: z.ZodObject, args: object): object {
  const validated = validate(input, args as Record<string, unknown>, "argument");
  if (validated.ok) return validated.values;
  throw invalidArguments(validated.failures);
}
