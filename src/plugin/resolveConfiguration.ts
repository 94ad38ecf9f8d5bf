import type { z } from "zod";
import { ConfigError } from "../errors/configError.js";
import type { ConfigurationMeta, Configured, EnvironmentMeta } from "./packageDefinition.js";
import { invalidProperty } from "./invalidProperty.js";
import { validate, type Validated } from "./validate.js";

/** Keys that the engine adds to the inputs of a provider. */
const RESERVED = new Set(["version", "pluginDownloadURL", "__internal", "__defaults"]);

export function configurationMeta(property: z.ZodType): ConfigurationMeta {
  return (property.meta() ?? {}) as ConfigurationMeta;
}

export function secretKeys(schema: z.ZodObject): string[] {
  return Object.keys(schema.shape).filter((key) => configurationMeta(schema.shape[key] as z.ZodType).secret);
}

/** Checks the values of the stack or of an explicit provider, but not the environment. */
export function validateConfiguration<Schema extends z.ZodObject>(
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
): Validated<z.output<Schema>> {
  return validate(schema, decoded(schema, given), "configuration key");
}

/** Adds values from the environment, then the defaults. */
export function resolveConfiguration<Schema extends z.ZodObject>(
  schema: Schema,
  given: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
): Configured<z.output<Schema>> {
  const explicit = decoded(schema, given);
  const { envPrefixes = [] } = (schema.meta() ?? {}) as EnvironmentMeta;
  const set = Object.entries(env).map(([name, value]) => [name, value?.trim() ?? ""] as const);
  const environment = Object.fromEntries(
    set.filter(([name, value]) => value !== "" && envPrefixes.some((prefix) => name.startsWith(prefix))),
  );
  const fromEnvironment: Record<string, string> = {};
  const origins = new Map<string, string>();
  for (const [key, property] of Object.entries(schema.shape)) {
    const name = configurationMeta(property as z.ZodType).env?.find((each) => each in environment);
    if (name === undefined) continue;
    fromEnvironment[key] = environment[name] as string;
    origins.set(key, name);
  }
  const validated = validate(schema, { ...decoded(schema, fromEnvironment), ...explicit }, "configuration key");
  if (validated.ok) return { values: validated.values, explicit, environment };
  const [failure] = validated.failures;
  const variable = failure.property in explicit ? undefined : origins.get(failure.property);
  const subject = variable ? `Environment variable ${variable}` : `Configuration key ${failure.property}`;
  throw new ConfigError(failure.property, ...invalidProperty(subject, failure));
}

/**
 * The stack configuration and the SDKs send all values except strings as JSON text. Blanks and line ends around a value are
 * removed: values from files and pipelines often end with a line end.
 */
function decoded(schema: z.ZodObject, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  // A program may pass undefined for what it leaves out.
  const entries = Object.entries(given).filter(([key, value]) => !RESERVED.has(key) && value !== undefined);
  return Object.fromEntries(
    entries.map(([key, raw]) => {
      const value = typeof raw === "string" ? raw.trim() : raw;
      // A key such as "constructor" is a property of every object.
      const property = Object.hasOwn(schema.shape, key) ? (schema.shape[key] as z.ZodType) : undefined;
      if (typeof value !== "string" || property === undefined || property.safeParse(value).success) return [key, value];
      try {
        const parsed = JSON.parse(value) as unknown;
        return [key, parsed === null || typeof parsed === "string" ? value : parsed];
      } catch {
        return [key, value];
      }
    }),
  );
}
