import type { z } from "zod";

/** What a function can use during one call. */
export interface Call {
  /** Aborted when the engine cancels, or when no caller waits for the answer any more. */
  signal: AbortSignal;
  /** Must be called before each request whose answer is used for the result. Until the first, identical calls share this one. */
  readonly sending?: () => void;
  /** Shows a message to the user during the call. */
  status(message: string): void;
  /** Shows the user a message that stays. */
  info(message: string): void;
  /** Shows the user a warning that stays. */
  warn(message: string): void;
  /** Makes a form of list items that takes less memory. The result may contain it in place of the items. */
  compact?(items: readonly object[]): object;
}

/** A provider function (an invoke). Its schema, validation, types and docs all come from this one definition. */
export interface FunctionDefinition<Context> {
  /** The last part of its token, e.g. `getLocalImageHosts`. */
  name: string;
  description: string;
  input: z.ZodObject;
  output: z.ZodObject;
  run(args: never, context: Context, call: Call): Promise<object>;
}

/** A function whose handler has the types of its schemas. */
export interface TypedFunction<Context, Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  description: string;
  input: Input;
  output: Output;
  run(args: z.output<Input>, context: Context, call: Call): Promise<z.output<Output>>;
}

/** Connects a function's handler with the types of its schemas. */
export function defineFunction<Context, Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: TypedFunction<Context, Input, Output>,
): TypedFunction<Context, Input, Output> {
  return definition;
}

/** Facts about a configuration property besides its zod type and description. */
export interface ConfigurationMeta {
  /** Environment variables for its value if the configuration does not set it. The first one that is set wins. */
  env?: readonly string[];
  /** Whether it is encrypted in the state, and removed from every message. */
  secret?: boolean;
}

/** Metadata of a whole configuration, beside its zod type. */
export interface EnvironmentMeta {
  /** Prefixes of the environment variables that belong to this package, and to other tools of the same vendor. */
  envPrefixes?: readonly string[];
}

/** The configuration, and where its values come from. */
export interface Configured<Values> {
  /** Validated, with the environment's values and the defaults filled in. */
  values: Values;
  /** Only the values from the stack or an explicit provider, by key. */
  explicit: Readonly<Record<string, unknown>>;
  /** The environment variables with one of the configuration's prefixes, by their names. Values are trimmed; blank ones are left out. */
  environment: Readonly<Record<string, string>>;
}

/** A whole Pulumi package. */
export interface PackageDefinition<Context, Configuration extends z.ZodObject = z.ZodObject> {
  name: string;
  version: string;
  /** Its `.meta()` on each property is `ConfigurationMeta`. */
  configuration: Configuration;
  functions: readonly FunctionDefinition<Context>[];
  /** Throws an error if the credentials are not valid. `pulumi new` asks for this. */
  validateCredentials?(context: Context, call: Call): Promise<unknown>;
  /** The parts of the Pulumi package schema that are not derived: names, links, language settings. */
  metadata: Readonly<Record<string, unknown>>;
}
