import type { z } from "zod";

/** What a function may use while it answers one call. */
export interface Call {
  /** Aborted when the engine cancels, or when nobody waits for the answer any more. */
  signal: AbortSignal;
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

/** Further facts about a whole configuration. */
export interface EnvironmentMeta {
  /** How the names of environment variables begin that are meant for this package and for other tools of the same vendor. */
  envPrefixes?: readonly string[];
}

/** The configuration as it was given, and by whom. */
export interface Configured<Values> {
  /** Validated, with the environment's values and the defaults filled in. */
  values: Values;
  /** From the stack or an explicit provider alone, by key. */
  explicit: Readonly<Record<string, unknown>>;
  /** All environment variables with one of the configuration's prefixes, without blanks around the value; none is blank. */
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
