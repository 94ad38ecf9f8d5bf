import type { Dispatcher } from "undici";
import { chooseCredentials, type CredentialSource } from "./auth/credentials.js";
import { ProjectIds } from "./auth/projectIds.js";
import { configuration, type Configuration } from "./configuration.js";
import type { FunctionContext } from "./functions/functionContext.js";
import { HssClient } from "./hss/hssClient.js";
import type { Clock } from "./http/clock.js";
import { HttpClient } from "./http/httpClient.js";
import type { Redactor } from "./http/redactor.js";
import type { Configured } from "./plugin/packageDefinition.js";
import { configurationMeta } from "./plugin/resolveConfiguration.js";

export interface ContextDependencies {
  /** Makes the connection pool, once the configuration says how large. */
  createDispatcher: (connections: number) => Dispatcher;
  redactor: Redactor;
  clock: Clock;
  random: () => number;
}

/** Turns the provider's configuration into what its functions work with. */
export function createContext(
  { values, explicit, environment }: Configured<Configuration>,
  { createDispatcher, redactor, clock, random }: ContextDependencies,
): FunctionContext {
  for (const [key, property] of Object.entries(configuration.shape)) {
    if (!configurationMeta(property).secret) continue;
    for (const source of [explicit, environment]) redactor.add(source[key] as string | undefined);
  }
  const http = new HttpClient({
    dispatcher: createDispatcher(values.maxConcurrency),
    redactor,
    clock,
    random,
    maxRetries: values.maxRetries,
    requestTimeoutMs: values.requestTimeout,
    maxConcurrency: values.maxConcurrency,
    requestsPerMinute: values.requestsPerMinute,
  });
  const sources: CredentialSource[] = [
    { name: "provider configuration", values: explicit, label: (key) => `huaweicloud-hss:${key}` },
    {
      name: "environment",
      values: environment,
      label: (key) => configurationMeta(configuration.shape[key]).env?.[0] ?? key,
    },
  ];
  return {
    clock,
    hss: new HssClient({
      settings: values,
      http,
      projectIds: new ProjectIds(http),
      credentials: () => chooseCredentials(sources, clock),
    }),
  };
}
