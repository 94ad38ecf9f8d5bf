import type { z } from "zod";

/** What a function may use while it answers one call. */
export interface Call {
  /** Aborted when the engine cancels, or when nobody waits for the answer any more. */
  signal: AbortSignal;
  /** To be called before a question is sent whose answer goes into the result. Until the first one, equal calls join this one. */
  readonly asking?: () => void;
  /** Shown to the user for the moment, while the call goes on. */
  status(message: string): void;
  /** Shown to the user, and stays. */
  info(message: string): void;
  /** Shown to the user as a warning, and stays. */
  warn(message: string): void;
  /** Turns items of a list of the result into what takes less memory, and may stand in the list in their place. */
  compact?(items: readonly object[]): object;
}

/** A provider function (an invoke), defined once: the schema, the validation, the types and the docs all come from here. */
export interface FunctionDefinition<Context> {
  /** The last part of its token, e.g. `getLocalImageHosts`. */
  name: string;
  description: string;
  input: z.ZodObject;
  output: z.ZodObject;
  run(args: never, context: Context, call: Call): Promise<object>;
}

/** Ties a function's handler to the types of its own schemas. */
export function defineFunction<Context, Input extends z.ZodObject, Output extends z.ZodObject>(definition: {
  name: string;
  description: string;
  input: Input;
  output: Output;
  run(args: z.output<Input>, context: Context, call: Call): Promise<z.output<Output>>;
}): FunctionDefinition<Context> {
  return definition;
}

/** Further facts about one property of the configuration, beside its zod type and description. */
export interface ConfigurationMeta {
  /** Environment variables that give its value when the configuration does not; the first that is set wins. */
  env?: readonly string[];
  /** Whether it is kept encrypted and out of every message. */
  secret?: boolean;
}

/** The configuration as it was given, and by whom. */
export interface Configured<Values> {
  /** Validated, with the environment's values and the defaults filled in. */
  values: Values;
  /** From the stack or an explicit provider alone, by key. */
  explicit: Readonly<Record<string, unknown>>;
  /** All that are set of the environment variables which the configuration knows, by their own names. */
  environment: Readonly<Record<string, string>>;
}

/** A whole Pulumi package. */
export interface PackageDefinition<Context, Configuration extends z.ZodObject = z.ZodObject> {
  name: string;
  version: string;
  /** Its `.meta()` on each property is `ConfigurationMeta`. */
  configuration: Configuration;
  functions: readonly FunctionDefinition<Context>[];
  /** The parts of the Pulumi package schema that are not derived: names, links, language settings. */
  metadata: Readonly<Record<string, unknown>>;
}
