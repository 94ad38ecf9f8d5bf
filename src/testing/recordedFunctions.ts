import { systemClock } from "../async/clock.js";
import { EMULATED_PROJECT_ID, EMULATED_REGION } from "../emulator/defaultSettings.js";
import { readFleet } from "../fleet/readFleet.js";
import type { FunctionContext } from "../functions/functionContext.js";
import { Redactor } from "../http/redactor.js";
import { invalidArguments } from "../plugin/invalidArguments.js";
import type { FunctionDefinition } from "../plugin/packageDefinition.js";
import { resolveConfiguration } from "../plugin/resolveConfiguration.js";
import { validate } from "../plugin/validate.js";
import { configuration } from "../provider/configuration.js";
import { createContext } from "../provider/createContext.js";
import { emulatedSender } from "./emulatedSender.js";

export interface TestingOptions {
  /** Called with each warning that a user of the provider would see. */
  onWarning?: ((message: string) => void) | undefined;
}

/** Calls a function of the provider with arguments as a program gives them. */
export type CallRecorded = (definition: FunctionDefinition<FunctionContext>, args: object) => Promise<object>;

/** The provider's functions over a recorded fleet: checks, requests and results are those of the provider. */
export function recordedFunctions(fleet: unknown, { onWarning }: TestingOptions): CallRecorded {
  const recorded = readFleet(fleet);
  const sender = emulatedSender(recorded);
  const { region = EMULATED_REGION, projectId = EMULATED_PROJECT_ID, enterpriseProjectId } = recorded;
  const given = { region, projectId, enterpriseProjectId, token: "emulated-token", maxRetries: 0 };
  const context = createContext(resolveConfiguration(configuration, given, {}), {
    createDispatcher: () => sender,
    redactor: new Redactor(),
    clock: systemClock,
    random: Math.random,
    // The token comes first, so no credentials file is read.
    homeDirectory: "",
  });
  return async (definition, args) => {
    const validated = validate(definition.input, args as Record<string, unknown>, "argument");
    if (!validated.ok) throw invalidArguments(validated.failures);
    const result = await definition.run(validated.values as never, context, {
      signal: new AbortController().signal,
      status: () => undefined,
      info: () => undefined,
      warn: (message) => onWarning?.(message),
    });
    // Like the engine, it does not send what is undefined.
    return JSON.parse(JSON.stringify(result)) as object;
  };
}
