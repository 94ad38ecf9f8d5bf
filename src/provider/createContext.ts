import { Callers } from "../auth/callers.js";
import { METADATA_ADDRESS } from "../auth/metadataKeys.js";
import { trimmed } from "../auth/trimmed.js";
import { configuration, type Configuration } from "./configuration.js";
import { credentialSources } from "./credentialSources.js";
import { unsupportedVariables } from "./unsupportedVariables.js";
import type { FunctionContext } from "../functions/functionContext.js";
import { HssClient } from "../hss/hssClient.js";
import type { Clock } from "../async/clock.js";
import { expandHome } from "../auth/readTextFile.js";
import { certificatesIn } from "../http/certificatesIn.js";
import type { ConnectionOptions } from "../http/createDispatcher.js";
import { HttpClient } from "../http/httpClient.js";
import type { Redactor } from "../http/redactor.js";
import type { Sender } from "../http/sender.js";
import { ServiceAddresses } from "../http/serviceAddresses.js";
import type { Configured } from "../plugin/packageDefinition.js";
import { configurationMeta } from "../plugin/resolveConfiguration.js";

export interface ContextDependencies {
  /** Makes a connection pool, once the configuration says what it needs. */
  createDispatcher: (options: ConnectionOptions) => Sender;
  redactor: Redactor;
  clock: Clock;
  random: () => number;
  /** The user's home folder, where credentials files are. */
  homeDirectory: string;
  /** Address of an emulated metadata service, for a machine that is not an ECS server. */
  metadataAddress?: string | undefined;
  /** Shows a warning to the user. */
  warn?: (message: string) => void;
}

/** Makes the context of the provider's functions from its configuration. */
export function createContext(
  configured: Configured<Configuration>,
  { createDispatcher, redactor, clock, random, homeDirectory, metadataAddress, warn }: ContextDependencies,
): FunctionContext {
  const { values, explicit, environment } = configured;
  for (const [key, property] of Object.entries(configuration.shape)) {
    const { secret, env = [] } = configurationMeta(property);
    if (!secret) continue;
    redactor.add(explicit[key] as string | undefined);
    for (const name of env) redactor.add(environment[name]);
  }
  const caCertSetting = explicit.caCertFile === undefined ? "HW_CACERT_FILE" : "caCertFile";
  const caCertificates =
    values.caCertFile === undefined
      ? undefined
      : certificatesIn(expandHome(values.caCertFile, homeDirectory), caCertSetting);
  const http = new HttpClient({
    dispatcher: createDispatcher({ connections: values.maxConcurrency, caCertificates }),
    redactor,
    clock,
    random,
    maxRetries: values.maxRetries,
    requestTimeoutMs: values.requestTimeout,
    maxConcurrency: values.maxConcurrency,
    requestsPerMinute: values.requestsPerMinute,
  });
  const metadata = {
    dispatcher: createDispatcher({ connections: 1 }),
    address: trimmed(metadataAddress) ?? METADATA_ADDRESS,
    clock,
    redactor,
  };
  const unsupported = unsupportedVariables(environment);
  for (const each of unsupported) warn?.(`${each}.`);
  const sources = credentialSources(configured, { homeDirectory, metadata });
  const addresses = new ServiceAddresses({ ...values, variables: environment });
  const callers = new Callers({ settings: values, sources, unsupported, addresses, http, clock, redactor });
  const hss = new HssClient({ settings: values, http, callers, addresses });
  return { clock, callers, http, hss, callTimeoutMs: values.scanTimeout };
}
