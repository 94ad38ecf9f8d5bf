import { homedir } from "node:os";
import type { z } from "zod";
import { configuration } from "./provider/configuration.js";
import { createContext } from "./provider/createContext.js";
import { getLocalImageHosts } from "./functions/getLocalImageHosts.js";
import { localImageHosts, type LocalImageHost as Row } from "./hss/localImageHosts.js";
import { systemClock } from "./async/clock.js";
import { createDispatcher, proxiesIn } from "./http/createDispatcher.js";
import { Redactor } from "./http/redactor.js";
import { invalidArguments } from "./plugin/invalidArguments.js";
import { resolveConfiguration } from "./plugin/resolveConfiguration.js";
import { validate } from "./plugin/validate.js";

export type ClientConfiguration = z.input<typeof configuration>;
export type LocalImageHostsArgs = z.input<typeof getLocalImageHosts.input>;
export type LocalImageHost = Row;

type Environment = Readonly<Record<string, string | undefined>>;

export interface ClientOptions {
  /** Fills the gaps in the configuration, as it does for the provider; pass `process.env`. Nothing is read from it unasked. */
  env?: Environment;
}

export interface ScanOptions {
  signal?: AbortSignal;
}

/** Asks HSS without Pulumi: for lists that are too long for one message or for memory. */
export interface Client {
  /**
   * The servers of `getLocalImageHosts`, with its arguments, a page at a time, in the server's order. A list
   * that changes while it is read ends in a DriftError. Leaving the loop ends the requests under way.
   */
  localImageHosts(args?: LocalImageHostsArgs, options?: ScanOptions): AsyncGenerator<readonly LocalImageHost[]>;
  /** Closes the connections. */
  close(): Promise<void>;
}

/** @param given the provider's configuration, key by key. */
export function createClient(given: ClientConfiguration, { env = {} }: ClientOptions = {}): Client {
  const closing: (() => Promise<void>)[] = [];
  const { hss } = createContext(resolveConfiguration(configuration, given, env), {
    createDispatcher: (connections, direct = false) => {
      const dispatcher = createDispatcher({ connections, ...(direct ? {} : proxiesIn(env)) });
      closing.push(() => dispatcher.destroy());
      return dispatcher;
    },
    redactor: new Redactor(),
    clock: systemClock,
    random: Math.random,
    homeDirectory: homedir(),
    metadataAddress: env.HW_METADATA_ENDPOINT,
  });
  return {
    localImageHosts(args = {}, { signal = new AbortController().signal } = {}) {
      const { region, projectId, offset, limit, ...filters } = checked(args);
      const request = { region, projectId, offset, limit, filters };
      return hss.pages(localImageHosts, request, { signal });
    },
    async close() {
      await Promise.all(closing.map((close) => close()));
    },
  };
}

function checked(args: LocalImageHostsArgs): LocalImageHostsArgs {
  const validated = validate(getLocalImageHosts.input, args, "argument");
  if (validated.ok) return validated.values;
  throw invalidArguments(validated.failures);
}
